package io.sectorsh.lotus.miner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LockingChild;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoStorage;
import io.sectorsh.lotus.repo.TestRepo;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlannedAction;
import io.sectorsh.migration.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage paths of a stopped miner's repository in plans: carried out once, undone, pretended. */
final class StorageActionsTest {
  @TempDir Path directory;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Path world;
  private Path old;
  private Path other;
  private LotusRepo repo;
  private Migrations migrations;

  @BeforeEach
  void create() throws IOException {
    world = Files.createDirectory(directory.resolve("world"));
    Path path = world.resolve("repo");
    SectorInfo sector = SectorInfo.builder(1).state("Proving").build();
    TestRepo.create(path, Map.of("/sectors/1", sector.encode()));
    repo = LotusRepo.open(path, guard);
    old = store("old", "{\"ID\": \"old\",   \"Weight\": 10, \"CanStore\": true, \"Newer\": [1]}");
    other = store("other", "{\"ID\": \"other\", \"Weight\": 1, \"CanStore\": true}");
    Files.writeString(
        path.resolve("storage.json"), "{\"StoragePaths\": [ {\"Path\": \"" + old + "\"} ]}");
    migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("home")),
            ActionKinds.none().and(RepoActions.kinds(guard)),
            guard);
  }

  @AfterEach
  void close() {
    migrations.close();
  }

  private Path store(String name, String settings) throws IOException {
    Path path = Files.createDirectory(world.resolve(name));
    Files.writeString(path.resolve("sectorstore.json"), settings);
    return path;
  }

  private RepoStorage storage() {
    return repo.getStorage();
  }

  /** Every name below the world but the database's own, with what small files hold. */
  private Map<String, String> world() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(world)) {
      for (Path path : all.filter(path -> !path.toString().contains("datastore")).toList()) {
        found.put(path.toString(), Files.isRegularFile(path) ? Files.readString(path) : "");
      }
    }
    return found;
  }

  private List<String> names() {
    return storage().getPaths().stream()
        .map(path -> path.path().getFileName() + " " + path.weight())
        .toList();
  }

  private void changeAll() {
    storage().init(world.resolve("a/b"), it -> it.canStore(true).weight(7));
    storage().change(old.toString(), it -> it.weight(3));
    storage().attach(other);
    repo.edit(edit -> edit.updateSector(1, now -> now.toBuilder().state("Removed").build()));
    storage().detach("old");
  }

  @Test
  void aPlanIsCarriedOutUnderTheMinersLocksAndUndoneToTheLastByte() throws IOException {
    Map<String, String> before = world();
    Migration migration = migrations.plan("m", recorder -> changeAll());
    assertEquals(before, world());
    assertEquals(7, migration.getPlan().actions());
    assertEquals(
        MigrationState.DONE,
        migration.apply().state(),
        () -> migration.getFailures().toList().toString());
    assertEquals(List.of("b 7", "other 1"), names().stream().sorted().toList());
    assertEquals("Removed", repo.sector(1).getState());
    assertTrue(Files.readString(old.resolve("sectorstore.json")).contains("\"Weight\": 3"));
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals(before, world());
    assertEquals("Proving", repo.sector(1).getState());
    assertFalse(repo.isInUse());
  }

  @Test
  void codeInASandboxReadsWhatItChangedAndNothingIsChanged() throws IOException {
    Map<String, String> before = world();
    Trial trial =
        Trial.of(
            guard,
            recorder -> {
              changeAll();
              assertEquals(List.of("b 7", "other 1"), names());
              storage().change("other", it -> it.groups(List.of("cold")));
              storage().attach(old);
            });
    assertEquals(before, world());
    assertEquals(List.of("old 10"), names());
    String difference = trial.getChanges().toString();
    assertTrue(difference.contains("Weight"), difference);
    assertTrue(difference.contains(world.resolve("a/b").toString()), difference);
    Migration migration = migrations.plan("tried", trial::planInto);
    assertEquals(
        MigrationState.DONE,
        migration.apply().state(),
        () -> migration.getFailures().toList().toString());
    assertEquals(List.of("b 7", "other 1", "old 3"), names());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals(before, world());
  }

  @Test
  void whatSomebodyElseChangedSinceStaysWhenItIsUndone() throws IOException {
    Path third = store("third", "{\"ID\": \"third\", \"Weight\": 1, \"CanStore\": true}");
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              storage().detach("old");
              storage().attach(other);
              storage().change("old", it -> it.weight(3));
            });
    migration.apply();
    LotusRepo.open(repo.getPath(), new ChangeGuard(Mode.APPLY)).getStorage().attach(third);
    Path settings = old.resolve("sectorstore.json");
    Files.writeString(settings, Files.readString(settings).replace("true", "false"));
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals(List.of("old 10", "third 1"), names());
    assertFalse(storage().getPaths().get(0).canStore());
  }

  @Test
  void whatWasSetAnewSinceIsNotTakenBack() {
    Migration migration =
        migrations.plan("m", recorder -> storage().change("old", it -> it.weight(3)));
    migration.apply();
    LotusRepo.open(repo.getPath(), new ChangeGuard(Mode.APPLY))
        .getStorage()
        .change("old", it -> it.weight(4));
    assertEquals(MigrationState.ROLLBACK_STOPPED, migration.rollback().state());
    assertEquals(List.of("old 4"), names());
  }

  @Test
  void whatLotusMinerWouldNotOpenIsAConflictAndWhatIsDoneIsLeft() throws IOException {
    Path copy = store("copy", "{\"ID\": \"old\", \"CanStore\": true}");
    Migration migration =
        migrations.plan(
            "m",
            recorder -> {
              storage().attach(copy);
              storage().attach(old);
              storage().attach(world.resolve("none"));
            });
    List<String> conflicts =
        migration.getConflicts().toList().stream().map(PlannedAction::reason).toList();
    assertEquals(2, conflicts.size(), conflicts.toString());
    assertTrue(conflicts.get(0).endsWith("has the ID old of " + old), conflicts.toString());
    assertEquals(1, migration.getPlan().doneAlready());
  }

  @Test
  void aPlanIsMadeWhileAMinerRunsAndCarriedOutOnceItHasStopped() throws Exception {
    Process running = LockingChild.start(Files.createFile(repo.getPath().resolve("repo.lock")));
    Migration migration;
    try {
      migration = migrations.plan("m", recorder -> storage().attach(other));
      assertEquals(MigrationState.FAILED, migration.apply().state());
      assertEquals("in-use", migration.getFailures().first().orElseThrow().code());
      Path fresh = world.resolve("fresh");
      Migration made =
          migrations.plan("n", recorder -> storage().init(fresh, it -> it.canStore(true)));
      assertEquals(MigrationState.FAILED, made.apply().state());
      assertTrue(Files.notExists(fresh));
      assertEquals(
          ErrorCode.IN_USE,
          assertThrows(OperatorException.class, () -> storage().attach(other)).code());
    } finally {
      running.destroyForcibly().waitFor();
    }
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals(List.of("old 10", "other 1"), names());
  }
}
