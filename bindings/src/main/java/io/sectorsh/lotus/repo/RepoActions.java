package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRules;
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
import java.util.function.Function;

/** The actions on a repository's metadata and storage paths that plans hold. */
public final class RepoActions {
  private RepoActions() {}

  /**
   * Reads them back.
   *
   * @param guard asked when they are carried out
   */
  public static ActionKinds kinds(ChangeGuard guard) {
    Map<String, LotusRepo> repos = new ConcurrentHashMap<>();
    Function<ObjectNode, LotusRepo> repo =
        parameters ->
            repos.computeIfAbsent(
                parameters.path("repo").asText(), path -> LotusRepo.open(Path.of(path), guard));
    return ActionKinds.none()
        .with(RecordAction.RECORD, reader(RecordAction.RECORD, repo))
        .with(RecordAction.NUMBERS, reader(RecordAction.NUMBERS, repo))
        .with(PathEntryAction.ATTACH, parameters -> entry(repo, parameters, true))
        .with(PathEntryAction.DETACH, parameters -> entry(repo, parameters, false))
        .with(
            StorageSettingsAction.KIND,
            parameters ->
                new StorageSettingsAction(
                    repo.apply(parameters), path(parameters), settings(parameters)))
        .with(
            StorageInitAction.KIND,
            parameters ->
                new StorageInitAction(
                    repo.apply(parameters),
                    path(parameters),
                    settings(parameters),
                    parameters.path("missing").asInt()));
  }

  private static ActionReader reader(String kind, Function<ObjectNode, LotusRepo> repo) {
    return parameters ->
        new RecordAction(
            kind, repo.apply(parameters), StoredValues.read(parameters.path("values")));
  }

  private static Action entry(
      Function<ObjectNode, LotusRepo> repo, ObjectNode parameters, boolean attach) {
    boolean made = parameters.path("made").asBoolean();
    return new PathEntryAction(repo.apply(parameters), path(parameters), attach, made);
  }

  private static Path path(ObjectNode parameters) {
    return Path.of(parameters.path("path").asText());
  }

  private static ObjectNode settings(ObjectNode parameters) {
    return parameters.withObject("settings");
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
