package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.Scarcity;
import io.sectorsh.faults.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A journal that cannot be written, is gone, or is held by somebody else: nothing is called done
 * that is not, nothing begins without its intent on disk, and it goes on afterwards.
 */
final class FaultyJournalTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private World world;
  private Path database;
  private Map<String, String> end = Map.of();

  @BeforeEach
  void create() throws IOException {
    world = World.create(directory.resolve("world"));
    database = world.place().database();
    Map<String, byte[]> start = world.copy();
    world.plan();
    apply(Transitions.NONE);
    end = world.content();
    world.restore(start);
    world.plan();
  }

  private MigrationState apply(Transitions transitions) {
    try (Migrations migrations = world.open(transitions)) {
      return World.migration(migrations).apply().state();
    }
  }

  private void goesOn() throws IOException {
    world.requireTrue("before it goes on");
    try (Migrations migrations = world.open(Transitions.NONE)) {
      assertEquals(MigrationState.DONE, World.migration(migrations).resume().state());
    }
    assertEquals(end, world.content());
  }

  @ParameterizedTest
  @EnumSource(
      value = Scarcity.class,
      names = {"FILE_SIZE", "OPEN_FILES"})
  void aLimitOfTheKernelIsToldAndLifted(Scarcity scarce) throws Exception {
    Path root = Files.createDirectory(directory.resolve("limited"));
    int step = LONG ? 1 : scarce == Scarcity.FILE_SIZE ? 9 : 2;
    String said = run(FaultyJournalChild.command(root, scarce, step));
    assertTrue(said.contains("journal.db") && said.endsWith("done"), said);
  }

  @Test
  void aFullDiskIsToldAndCleared() throws Exception {
    // Without a mount of its own there is the limit of file sizes.
    String told =
        runOnSmallDisk(Scarcity.SPACE).orElse("no-space there is no room for the journal");
    assertTrue(told.contains("no-space there is no room for the journal"), told);
  }

  @Test
  void aReadOnlyDiskIsTold() throws Exception {
    String told = runOnSmallDisk(Scarcity.WRITING).orElse("no-permission the journal cannot");
    assertTrue(told.contains("no-permission the journal cannot"), told);
  }

  private Optional<String> runOnSmallDisk(Scarcity scarce) throws Exception {
    Path root = Files.createDirectory(directory.resolve("disk"));
    Optional<List<String>> command =
        SmallDisk.command(root, 8, FaultyJournalChild.command(root, scarce, LONG ? 1 : 7));
    return command.isPresent() ? Optional.of(run(command.get())) : Optional.empty();
  }

  private static String run(List<String> command) throws Exception {
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    return said.strip();
  }

  /** Does something at the first of these steps. */
  private static Transitions once(Transitions.Step at, Runnable what) {
    AtomicBoolean done = new AtomicBoolean();
    return step -> {
      if (step == at && !done.getAndSet(true)) {
        what.run();
      }
    };
  }

  private OperatorException failure(Transitions transitions) {
    return assertThrows(OperatorException.class, () -> apply(transitions));
  }

  @ParameterizedTest
  @EnumSource(
      value = Transitions.Step.class,
      names = {"OWNED", "CHECKED", "INTENT", "EFFECT", "SYNCED"})
  void anotherWriterThatDoesNotEndIsTold(Transitions.Step step) throws IOException {
    System.setProperty(JournalConnection.PATIENCE, "50");
    try (JournalConnection other = JournalConnection.open(database)) {
      OperatorException told = failure(once(step, () -> other.execute("BEGIN IMMEDIATE")));
      assertEquals(ErrorCode.IN_USE, told.code());
      assertEquals(database.toString(), told.where());
      other.execute("ROLLBACK");
    } finally {
      System.clearProperty(JournalConnection.PATIENCE);
    }
    goesOn();
  }

  @Test
  void whereAMigrationStandsIsReadWhileAnotherWrites() {
    System.setProperty(JournalConnection.PATIENCE, "50");
    try (JournalConnection other = JournalConnection.open(database);
        Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = World.migration(migrations);
      other.execute("BEGIN IMMEDIATE");
      assertEquals(MigrationState.PLANNED, migration.getStatus().state());
      assertEquals(1, migrations.list().count());
      assertEquals(20, migration.getReport().count());
      other.execute("ROLLBACK");
    } finally {
      System.clearProperty(JournalConnection.PATIENCE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Transitions.Step.class,
      names = {"OWNED", "CHECKED", "STARTED", "INTENT", "EFFECT", "SYNCED", "CLOSED"})
  void aJournalThatIsMovedAwayIsToldAndGoesOnWhenItIsBack(Transitions.Step step)
      throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    OperatorException told = failure(once(step, () -> move(database.getParent(), elsewhere)));
    assertEquals(ErrorCode.CONFLICT, told.code(), told.toString());
    assertTrue(told.what().startsWith("the journal was removed"), told.what());
    deleteIfThere(database.getParent());
    move(elsewhere, database.getParent());
    goesOn();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void deleteIfThere(Path directory) throws IOException {
    if (Files.exists(directory)) {
      io.sectorsh.posix.SiblingDirectory.deleteTree(directory);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Transitions.Step.class,
      names = {"STARTED", "INTENT", "SYNCED"})
  void ofALostJournalTheSavedPlanIsAppliedToAnother(Transitions.Step step) throws IOException {
    Path plan = directory.resolve("plan.jsonl");
    try (Migrations migrations = world.open(Transitions.NONE)) {
      World.migration(migrations).save(plan);
    }
    OperatorException told =
        failure(
            once(
                step,
                () -> {
                  delete("");
                  delete("-wal");
                  delete("-shm");
                }));
    assertTrue(told.next().contains("apply the saved plan"), told.next());
    assertFalse(Files.exists(database));
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration again = migrations.load(plan);
      again.recheck();
      MigrationStatus status = again.apply();
      assertEquals(MigrationState.DONE, status.state());
      assertEquals(20, status.done() + status.foundDone());
    }
    assertEquals(end, world.content());
  }

  private void delete(String suffix) {
    try {
      Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void aLogThatIsReplacedIsTold() throws IOException {
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    Path copy = directory.resolve("copy-of-the-log");
    OperatorException told =
        failure(
            once(
                Transitions.Step.SYNCED,
                () -> {
                  try {
                    Files.copy(log, copy);
                    Files.move(copy, log, StandardCopyOption.ATOMIC_MOVE);
                  } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                  }
                }));
    assertEquals(ErrorCode.CONFLICT, told.code());
    goesOn();
  }

  @Test
  void whereThereIsNoJournalNoneIsMadeByLooking() throws IOException {
    deleteIfThere(database.getParent());
    try (Migrations migrations = world.open(Transitions.NONE)) {
      OperatorException told = assertThrows(OperatorException.class, () -> migrations.get(1));
      assertEquals("there is no journal", told.what());
    }
    assertFalse(Files.exists(database));
  }
}
