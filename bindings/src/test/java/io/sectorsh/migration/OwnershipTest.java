package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one migration, or one repository. */
class OwnershipTest {
  @TempDir Path directory;
  private World world;

  @BeforeEach
  void plan() throws IOException {
    world = World.create(directory.resolve("world"));
    world.plan();
  }

  /** A process that waits at a step of its run until it is killed. */
  private Process holder(String step) throws IOException {
    Process child = MigrationChild.start(directory.resolve("world"), "apply", step);
    String line = child.inputReader().readLine();
    assertEquals("at " + step, line);
    return child;
  }

  @Test
  void aMigrationThatAnotherProcessRunsIsRefusedAndTakenOverOnceThatIsDead() throws Exception {
    Process child = holder("EFFECT");
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = World.migration(migrations);
      OperatorException taken = assertThrows(OperatorException.class, migration::resume);
      assertEquals(ErrorCode.IN_USE, taken.code());
      assertTrue(taken.what().contains("migration 'mixed'"), taken.what());
      assertTrue(
          migration.getStatus().owner().orElseThrow().contains("" + child.pid()),
          "the owner is told");
      kill(child);
      assertTrue(migration.getStatus().isInterrupted());
      assertEquals(MigrationState.DONE, migration.resume().state());
      assertTrue(
          migration.getEvents().stream().anyMatch(event -> event.what().equals("taken-over")));
    }
  }

  @Test
  void aRepositoryThatAnotherMigrationChangesIsRefusedWhateverItsJournal() throws Exception {
    Process child = holder("EFFECT");
    JournalPlace other = new JournalPlace(directory.resolve("other.db"), world.place().locks());
    try (Migrations migrations =
        new Migrations(
            other,
            ActionKinds.none().with(SetLine.KIND, SetLine::read),
            new ChangeGuard(Mode.APPLY))) {
      Migration migration =
          migrations.plan(
              "same ledger", recorder -> recorder.add(new SetLine(world.ledger(), "9", "nine")));
      OperatorException taken = assertThrows(OperatorException.class, migration::apply);
      assertEquals(ErrorCode.IN_USE, taken.code());
      assertEquals("repo:" + world.ledger(), taken.where());
      kill(child);
      assertEquals(MigrationState.DONE, migration.apply().state());
    }
  }

  private static void kill(Process child) throws InterruptedException {
    child.destroyForcibly();
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
  }

  @Test
  void theJournalIsForItsUserOnly() throws IOException {
    Path database = world.place().database();
    assertEquals("[OWNER_READ, OWNER_WRITE]", sorted(database));
    assertEquals("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]", sorted(database.getParent()));
  }

  private static String sorted(Path path) throws IOException {
    return new java.util.TreeSet<>(Files.getPosixFilePermissions(path)).toString();
  }
}
