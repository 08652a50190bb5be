package io.sectorsh.lotus;

import io.sectorsh.migration.Action;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ActionReader;
import io.sectorsh.migration.ChangeGuard;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The actions on a repository's metadata that plans hold. */
public final class RepoActions {
  private RepoActions() {}

  /**
   * Reads them back.
   *
   * @param guard asked when they are carried out
   */
  public static ActionKinds kinds(ChangeGuard guard) {
    return ActionKinds.none()
        .with(RecordAction.RECORD, reader(RecordAction.RECORD, guard))
        .with(RecordAction.NUMBERS, reader(RecordAction.NUMBERS, guard));
  }

  private static ActionReader reader(String kind, ChangeGuard guard) {
    Map<String, LotusRepo> repos = new ConcurrentHashMap<>();
    return parameters ->
        new RecordAction(
            kind,
            repos.computeIfAbsent(
                parameters.path("repo").asText(), path -> LotusRepo.open(Path.of(path), guard)),
            StoredValues.read(parameters.path("values")));
  }

  /** Sets the record of a sector; one that is there is kept for a rollback. */
  public static Action putSector(LotusRepo repo, SectorInfo sector) {
    SectorRules.check(sector, repo.toString());
    String key = LotusKeys.SECTORS + sector.getSectorNumber();
    return new RecordAction(
        RecordAction.RECORD, repo, StoredValues.of(key, Optional.of(sector.encode())));
  }

  /** Removes the record of a sector; it is kept for a rollback, its number stays used. */
  public static Action removeSector(LotusRepo repo, long number) {
    return new RecordAction(
        RecordAction.RECORD, repo, StoredValues.of(LotusKeys.SECTORS + number, Optional.empty()));
  }

  /** What an edit would change: first the numbers, all together, then each other key by itself. */
  static void forEach(LotusRepo repo, RepoEdit edit, Consumer<Action> into) {
    Map<String, Optional<byte[]>> numbers = new TreeMap<>();
    edit.forEachChange(
        (key, value) -> {
          if (LotusKeys.isOfNumbers(key)) {
            numbers.put(key, value);
          }
        });
    if (!numbers.isEmpty()) {
      into.accept(new RecordAction(RecordAction.NUMBERS, repo, new StoredValues(numbers)));
    }
    edit.forEachChange(
        (key, value) -> {
          if (!LotusKeys.isOfNumbers(key)) {
            into.accept(new RecordAction(RecordAction.RECORD, repo, StoredValues.of(key, value)));
          }
        });
  }
}
