package io.sectorsh.shell.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.Closure;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.RunControl;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.stores.FileActions;
import io.sectorsh.stores.SectorFileSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.runtime.MethodClosure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be undone on a production profile is asked for by name. */
final class MigrationDeskTest {
  @TempDir Path directory;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private final List<String> questions = new ArrayList<>();
  private String answer = "";
  private SectorFileSet set;
  private MigrationDesk desk;

  @BeforeEach
  void open() throws IOException {
    set = new SectorFileSet(directory, new SectorId(1000, 5), EnumSet.of(SectorFileType.SEALED));
    Files.createDirectories(directory.resolve("sealed"));
    Files.writeString(directory.resolve("sealed/s-t01000-5"), "sealed");
    Profile production =
        new Profile(
            "main",
            true,
            Optional.of(Address.parse("t01000")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    JournalPlace place = JournalPlace.usual(Map.of(), directory.resolve("home"));
    desk = new MigrationDesk(() -> place, guard, () -> production, FileActions::kinds);
    desk.setWatcher(new Asked());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private final class Asked implements Watcher {
    @Override
    public void begin(RunControl control) {}

    @Override
    public void show(String line) {}

    @Override
    public void end() {}

    @Override
    public Optional<String> ask(String question) {
      questions.add(question);
      return Optional.of(answer);
    }
  }

  /** Called by the closure of the plan. */
  public void deleteForGood(Object recorder) {
    guard.submit(FileActions.delete(set, "old"));
    guard.submit(FileActions.emptyTrash(set, "old"));
  }

  private Closure<?> body() {
    return new MethodClosure(this, "deleteForGood");
  }

  @Test
  void anIrreversibleActionIsDoneOnlyWhenTheMinerIsTyped() {
    LiveMigration migration = desk.plan("delete", body());
    assertTrue(migration.getPlan().closing().get(0).startsWith("1 cannot be undone"));
    answer = "yes";
    assertThrows(RefusedException.class, migration::apply);
    assertTrue(Files.exists(directory.resolve("sealed/s-t01000-5")));
    answer = "t01000";
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals(2, questions.size());
    assertFalse(Files.exists(directory.resolve("sealed/s-t01000-5")));
    assertFalse(Files.exists(directory.resolve(".sectorsh")));
  }

  @Test
  void aScriptNamesTheMinerInstead() {
    LiveMigration migration = desk.plan("delete", body());
    assertEquals(MigrationState.DONE, migration.apply(Map.of("miner", "t01000")).state());
    assertEquals(List.of(), questions);
  }

  @Test
  void aScriptsMigrationIsAskedForUnlessItsCommandLineNamesTheMiner() {
    ScriptMigration script = new ScriptMigration(desk, "delete");
    assertThrows(RefusedException.class, () -> apply(script));
    assertTrue(Files.exists(directory.resolve("sealed/s-t01000-5")));
    assertEquals(Optional.empty(), script.status());
    assertEquals(1, questions.size());
    assertEquals(
        MigrationState.DONE, desk.runNamed(Optional.of("t01001"), () -> apply(script)).state());
    assertEquals(1, questions.size());
    assertFalse(desk.isMinerNamed());
  }

  @Test
  void aMigrationTakenFromTheJournalByAScriptIsAskedForAsWell() {
    LiveMigration planned = desk.plan("delete", body());
    Migration own = desk.newest("delete").orElseThrow();
    assertThrows(RefusedException.class, own::apply);
    assertEquals(MigrationState.PLANNED, planned.getStatus().state());
    answer = "t01000";
    assertEquals(MigrationState.DONE, own.apply().state());
    assertEquals(2, questions.size());
  }

  private MigrationStatus apply(ScriptMigration script) {
    return script.apply(PlanOptions.usual(), this::deleteForGood).orElseThrow().getStatus();
  }

  @Test
  void aMinerIsNamedForAllThatAProcessDoesOnlyIfItIsTheProfiles() {
    assertThrows(RefusedException.class, () -> desk.nameMiner("t01001"));
    answer = "t01001";
    assertThrows(RefusedException.class, () -> guard.requireConfirmed("call X", Optional.empty()));
    assertEquals(
        List.of("call X cannot be undone. Type the id of the miner to go on: "), questions);
    desk.nameMiner("f01000");
    guard.requireConfirmed("call X", Optional.empty());
    assertEquals(1, questions.size());
  }

  @Test
  void aSingleChangeIsAMigrationThatCanBeUndone() {
    guard.submit(FileActions.delete(set, "old"));
    assertFalse(Files.exists(directory.resolve("sealed/s-t01000-5")));
    assertEquals(MigrationState.ROLLED_BACK, desk.find(1).rollback().state());
    assertTrue(Files.exists(directory.resolve("sealed/s-t01000-5")));
  }
}
