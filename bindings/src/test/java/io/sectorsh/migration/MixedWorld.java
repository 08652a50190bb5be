package io.sectorsh.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.lotus.repo.RepoStorage;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.stores.FileActions;
import io.sectorsh.stores.SectorFileSet;
import io.sectorsh.stores.SectorFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository, three stores and a manager, and a migration that changes all of them. */
final class MixedWorld {
  static final int IMPORTS = 8;
  private static final int RECORDS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);

  MixedWorld(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  void create() throws IOException {
    Files.createDirectories(repo().resolve("keystore"));
    LotusRepo.open(repo(), guard)
        .edit(
            edit -> {
              for (int number = 0; number < RECORDS; number++) {
                edit.putSector(SectorInfo.builder(number).state("Proving").build());
              }
            });
    for (String store : new String[] {"a", "b", "c"}) {
      Files.createDirectories(directory.resolve(store));
    }
    for (String path : new String[] {"old", "other"}) {
      Files.createDirectories(directory.resolve(path));
      Files.writeString(settings(path), "{\"ID\":   \"" + path + "\", \"CanStore\": true}");
    }
    Files.writeString(
        paths(), "{\"StoragePaths\": [ {\"Path\": \"" + directory.resolve("old") + "\"} ]}");
    for (int number = 1; number <= 6; number++) {
      SectorFiles.write(directory.resolve("a"), new SectorId(1000, number));
    }
  }

  private Path settings(String path) {
    return directory.resolve(path).resolve("sectorstore.json");
  }

  private Path paths() {
    return repo().resolve("storage.json");
  }

  private Path repo() {
    return directory.resolve("repo");
  }

  static Map<String, JsonNode> states(String word) {
    Map<String, JsonNode> states = new TreeMap<>();
    for (int number = 1; number <= IMPORTS; number++) {
      states.put("1000-" + number, state(number, word));
    }
    return states;
  }

  private static JsonNode state(int number, String word) {
    return JSON.createObjectNode()
        .put("SectorType", 5)
        .put("Finalized", true)
        .put("AbortReason", word)
        .set("ID", JSON.createObjectNode().put("Miner", 1000).put("Number", number));
  }

  Migrations migrations(Transitions transitions) {
    return migrations(transitions, FileActions.kinds());
  }

  Migrations migrations(Transitions transitions, ActionKinds files) {
    ActionKinds kinds =
        files.and(RepoActions.kinds(guard)).and(damocles(Optional.empty()).getActionKinds());
    JournalPlace place = JournalPlace.usual(Map.of(), directory.resolve("home"));
    return new Migrations(place, kinds, guard, Clock.systemUTC(), transitions);
  }

  Migration plan(Migrations migrations, String manager) {
    return migrations.plan(
        "mixed", PlanOptions.usual().withBatchSize(10), recorder -> record(manager));
  }

  private void record(String manager) {
    LotusRepo.open(repo(), guard)
        .edit(
            edit -> {
              for (int number = 0; number < RECORDS; number += 2) {
                edit.updateSector(number, old -> old.toBuilder().state("Removed").build());
              }
              edit.removeSector(3);
              edit.putSector(SectorInfo.builder(40).state("Proving").build());
            });
    RepoStorage storage = LotusRepo.open(repo(), guard).getStorage();
    storage.attach(directory.resolve("other"));
    storage.change("old", settings -> settings.weight(7));
    storage.detach("old");
    for (int number = 1; number <= 6; number++) {
      SectorFileSet set = SectorFileSet.present(directory.resolve("a"), new SectorId(1000, number));
      guard.submit(
          number <= 3
              ? FileActions.move(set, directory.resolve("b"))
              : FileActions.copy(set, directory.resolve("c")));
    }
    for (JsonNode state : states("new").values()) {
      damocles(Optional.of(manager))
          .getChanges()
          .importState(Map.of("override", true), SectorState.fromJson(state));
    }
    SectorFileSet put = SectorFileSet.present(directory.resolve("a"), new SectorId(1000, 6));
    guard.submit(FileActions.delete(put, "mixed"));
  }

  private Damocles damocles(Optional<String> manager) {
    return new Damocles(
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            manager,
            Optional.empty()),
        guard);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every key of the repository, its storage paths' settings, and every file of the stores. */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (String store : new String[] {"a", "b", "c"}) {
      SectorFiles.contents(directory.resolve(store))
          .forEach((file, text) -> contents.put(store + "/" + file, text));
    }
    try (RepoSnapshot snapshot = LotusRepo.open(repo()).snapshot();
        RowCursor<LevelDbEntry> entries = snapshot.getDatabase().scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        contents.put(entry.getKeyText(), HexFormat.of().formatHex(entry.getValue()));
      }
    }
    for (Path file : new Path[] {paths(), settings("old"), settings("other")}) {
      contents.put(
          directory.relativize(file).toString(), text(file).replace(directory.toString(), ""));
    }
    return contents;
  }
}
