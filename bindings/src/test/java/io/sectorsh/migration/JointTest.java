package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An effect that the actions of a batch share, and that fails. */
class JointTest {
  @TempDir Path directory;
  private World world;
  private Path staged;

  @BeforeEach
  void begin() throws IOException {
    world = World.create(directory.resolve("world"));
    staged = world.ledger().resolveSibling("ledger.staged");
  }

  private Migration plan(Migrations migrations) {
    return migrations.plan(
        "ledger",
        PlanOptions.usual().withFailures(FailurePolicy.continueAndCollect()),
        recorder -> {
          recorder.add(new SetLine(world.ledger(), "2", "second"));
          recorder.add(new SetText(world.file(0), "new 0"));
          recorder.add(new SetLine(world.ledger(), "4", "fourth"));
        });
  }

  @Test
  void ifItsCommitFailsAllOfItsActionsFailAndTheOthersAreDone() throws IOException {
    Files.createDirectory(staged);
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = plan(migrations);
      MigrationStatus status = migration.apply();
      assertEquals(MigrationState.DONE_WITH_FAILURES, status.state());
      assertEquals(1, status.done());
      assertEquals(2, status.failed());
      assertEquals("2=two\n3=three\n", Files.readString(world.ledger()));
      Files.delete(staged);
      assertEquals(MigrationState.DONE, migration.retryFailed().state());
      assertEquals("2=second\n3=three\n4=fourth\n", Files.readString(world.ledger()));
    }
  }

  @Test
  void ifItFailsInARollbackItsActionsAreToldAndTheRollbackIsCalledAgain() throws IOException {
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = plan(migrations);
      assertEquals(MigrationState.DONE, migration.apply().state());
      Files.createDirectory(staged);
      MigrationStatus status = migration.rollback();
      assertEquals(MigrationState.ROLLED_BACK_IN_PART, status.state());
      assertEquals(2, status.left());
      assertEquals("old 0", Files.readString(world.file(0)));
      Files.delete(staged);
      assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
      assertEquals("2=two\n3=three\n", Files.readString(world.ledger()));
    }
  }
}
