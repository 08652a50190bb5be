package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a migration whose actions fail, and of those that cannot be undone. */
class FailureTest {
  @TempDir Path home;
  private final Gate gate = new Gate();
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Migrations migrations;

  @BeforeEach
  void open() {
    migrations = new Migrations(JournalPlace.usual(Map.of(), home), gate.kinds(), guard);
  }

  @AfterEach
  void close() {
    migrations.close();
  }

  private Migration planOfSix(FailurePolicy policy) {
    PlanOptions options = PlanOptions.usual().withBatchSize(2).withFailures(policy);
    return migrations.plan(
        "gates",
        options,
        recorder -> {
          for (int number = 1; number <= 6; number++) {
            recorder.add(gate.pass(number));
          }
        });
  }

  @Test
  void theFirstFailureStopsItAndResumeTriesThatOneAgain() {
    gate.failing.add(3);
    Migration migration = planOfSix(FailurePolicy.stopAtFirst());
    assertEquals(MigrationState.FAILED, migration.apply().state());
    assertEquals(Set.of(1, 2), gate.done);
    ActionRow row = migration.getFailures().toList().get(0);
    assertEquals("daemon: the connection was reset", row.cause());
    assertEquals("Start the daemon.", row.next());
    gate.failing.clear();
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals(7, gate.applied);
    assertEquals(0, migration.getFailures().count());
  }

  @Test
  void collectedFailuresAreRowsAndAreRetriedAlone() {
    gate.failing.addAll(List.of(2, 5));
    Migration migration = planOfSix(FailurePolicy.continueAndCollect());
    MigrationStatus status = migration.apply();
    assertEquals(MigrationState.DONE_WITH_FAILURES, status.state());
    assertEquals(2, status.failed());
    assertEquals(4, status.done());
    gate.failing.remove(5);
    assertEquals(MigrationState.DONE_WITH_FAILURES, migration.retry(5).state());
    assertEquals(2, migration.getFailures().first().orElseThrow().number());
    assertEquals(7, gate.applied);
    gate.failing.clear();
    assertEquals(MigrationState.DONE, migration.retryFailed().state());
  }

  @Test
  void theLimitOfFailuresStopsIt() {
    gate.failing.addAll(List.of(1, 3, 4, 5));
    Migration migration = planOfSix(FailurePolicy.continueUpTo(2));
    assertEquals(MigrationState.FAILED, migration.apply().state());
    assertEquals(Set.of(2), gate.done);
    assertEquals(2, migration.getStatus().failed());
  }

  @Test
  void aCallThatFailedButActedCountsAsDone() {
    gate.actingAndFailing.add(4);
    Migration migration = planOfSix(FailurePolicy.stopAtFirst());
    assertEquals(MigrationState.DONE, migration.apply().state());
    assertEquals(6, gate.applied);
  }

  @Test
  void rollbackRefusesBeforeAnythingIsUndoneIfSomethingCannotBe() {
    gate.irreversible.add(2);
    Migration migration = planOfSix(FailurePolicy.stopAtFirst());
    assertEquals(1, migration.getPlan().irreversible());
    migration.apply();
    OperatorException refused = assertThrows(OperatorException.class, migration::rollback);
    assertEquals(ErrorCode.REFUSED, refused.code());
    assertTrue(refused.where().contains("pass 2"), refused.where());
    assertEquals(6, gate.done.size());
    Rollback order = Rollback.toStart().leavingIrreversible();
    MigrationStatus status = migration.rollback(order, new RunControl(), ProgressListener.none());
    assertEquals(MigrationState.ROLLED_BACK_IN_PART, status.state());
    assertEquals(Set.of(2), gate.done);
    assertEquals(ActionState.LEFT, migration.getFailures().first().orElseThrow().state());
  }

  @Test
  void aSingleChangeOutsideOfAPlanIsJournaledAndTold() {
    guard.setRunner(migrations::carryOut);
    guard.submit(gate.pass(1));
    assertEquals(Set.of(1), gate.done);
    assertEquals("pass 1", migrations.list().first().orElseThrow().name());
    gate.failing.add(2);
    OperatorException failed =
        assertThrows(OperatorException.class, () -> guard.submit(gate.pass(2)));
    assertEquals(ErrorCode.INTERRUPTED_ANSWER, failed.code());
  }
}
