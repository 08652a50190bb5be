package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration from plan to rollback, over small files. */
class MigrationTest {
  @TempDir Path directory;
  private Path files;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Migrations migrations;

  @BeforeEach
  void open() throws IOException {
    files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("1"), "old");
    migrations =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("home")),
            ActionKinds.none().with(SetText.KIND, SetText::read),
            guard);
  }

  @AfterEach
  void close() {
    migrations.close();
  }

  private Migration planOf(int actions, int batchSize) {
    return migrations.plan(
        "texts",
        PlanOptions.usual().withBatchSize(batchSize),
        recorder -> {
          for (int number = 1; number <= actions; number++) {
            guard.submit(new SetText(files.resolve("" + number), "new " + number));
          }
        });
  }

  private String text(int number) throws IOException {
    return Files.readString(files.resolve("" + number));
  }

  @Test
  void planningChangesNothingAndCountsWhatWouldBeDone() throws IOException {
    PlanSummary plan = planOf(5, 2).getPlan();
    assertEquals("old", text(1));
    assertEquals(5, plan.toDo());
    assertEquals(3, plan.batches());
    assertEquals("[store:" + files + "]", plan.resources().toString());
    assertTrue(plan.guessed() && !plan.estimate().isZero(), plan.toString());
  }

  @Test
  void applyDoesAllAndRollbackBringsTheStartBack() throws IOException {
    Migration migration = planOf(5, 2);
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals("new 1", text(1));
    assertEquals(5, migration.getStatus().done());
    assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
    assertEquals("old", text(1));
    assertTrue(Files.notExists(files.resolve("5")));
  }

  @Test
  void rollbackToACheckpointKeepsWhatCameBefore() throws IOException {
    Migration migration = planOf(5, 2);
    migration.apply();
    migration.rollback(1);
    assertEquals("new 2", text(2));
    assertTrue(Files.notExists(files.resolve("3")));
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals("new 3", text(3));
  }

  @Test
  void aWorldThatMovedIsStaleAndNothingIsDone() throws IOException {
    Migration migration = planOf(5, 2);
    Files.writeString(files.resolve("4"), "somebody else's");
    OperatorException stale = assertThrows(OperatorException.class, migration::apply);
    assertEquals(ErrorCode.STALE, stale.code());
    assertEquals("old", text(1));
    assertEquals(4, migration.getChanges().first().orElseThrow().number());
    assertEquals(1, migration.recheck());
    assertEquals(MigrationState.DONE, migration.apply().state());
  }
}
