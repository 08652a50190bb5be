package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator wants of a run, from the keyboard and from another shell. */
class RunControlTest {
  @TempDir Path home;
  private final Gate gate = new Gate();
  private final RunControl control = new RunControl();
  private Migrations migrations;
  private Migration migration;

  @BeforeEach
  void plan() {
    migrations = open();
    migration =
        migrations.plan(
            "gates",
            PlanOptions.usual().withBatchSize(3),
            recorder -> {
              for (int number = 1; number <= 6; number++) {
                recorder.add(gate.pass(number));
              }
            });
  }

  private Migrations open() {
    return new Migrations(
        JournalPlace.usual(Map.of(), home), gate.kinds(), new ChangeGuard(Mode.APPLY));
  }

  @AfterEach
  void close() {
    migrations.close();
  }

  private void at(int action, Runnable wish) {
    gate.before =
        number -> {
          if (number == action) {
            wish.run();
          }
        };
  }

  private MigrationStatus apply() {
    return migration.apply(control, ProgressListener.none());
  }

  @Test
  void oneInterruptFinishesTheActionInHandAndKeepsAllThatWasDone() {
    at(2, control::interrupt);
    MigrationStatus status = apply();
    assertEquals(MigrationState.STOPPED, status.state());
    assertEquals(2, status.done());
    assertEquals(Set.of(1, 2), gate.done);
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals(6, gate.applied);
  }

  @Test
  void aSecondInterruptStopsAtOnceAndResumeLooksAtTheWorld() {
    at(
        2,
        () -> {
          control.interrupt();
          control.interrupt();
        });
    MigrationStatus status = apply();
    assertEquals(MigrationState.STOPPED, status.state());
    assertEquals(0, status.done());
    assertEquals(MigrationState.DONE, migration.resume().state());
    assertEquals(6, gate.applied);
    assertEquals(6, migration.getStatus().done());
  }

  @Test
  void stopAfterTheBatchClosesIt() {
    at(2, control::stopAfterBatch);
    MigrationStatus status = apply();
    assertEquals(MigrationState.STOPPED, status.state());
    assertEquals(1, status.checkpoint());
    assertEquals(3, status.done());
  }

  @Test
  void anInterruptedThreadStopsAndIsNotInterruptedAnyMore() {
    at(2, () -> Thread.currentThread().interrupt());
    assertEquals(MigrationState.STOPPED, apply().state());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aPauseFromAnotherShellHoldsItUntilThatShellLetsItGo() throws Exception {
    CountDownLatch paused = new CountDownLatch(1);
    try (Migrations elsewhere = open()) {
      Migration same = elsewhere.get(migration.getId());
      at(1, () -> same.say("pause"));
      control.setActionsPerSecond(20);
      CompletableFuture<MigrationStatus> run =
          CompletableFuture.supplyAsync(
              () ->
                  migration.apply(
                      control,
                      progress -> {
                        if (progress.paused()) {
                          paused.countDown();
                        }
                      }));
      assertTrue(paused.await(60, TimeUnit.SECONDS));
      assertTrue(same.getStatus().owner().isPresent());
      assertTrue(gate.applied < 6);
      same.say("resume");
      assertEquals(MigrationState.DONE, run.get(60, TimeUnit.SECONDS).state());
    }
  }

  @Test
  void aWordThatNobodyUnderstandsIsRefused() {
    OperatorException refused = assertThrows(OperatorException.class, () -> migration.say("hurry"));
    assertEquals(ErrorCode.BAD_VALUE, refused.code());
  }

  @Test
  void slowerHalvesTheRateAndFasterLiftsItInTheEnd() {
    control.measured(100, 0);
    control.slower();
    assertEquals(50, control.getActionsPerSecond().orElseThrow());
    control.slower();
    assertEquals(25, control.getActionsPerSecond().orElseThrow());
    control.measured(5, 0);
    control.faster();
    assertTrue(control.getActionsPerSecond().isEmpty());
  }

  @Test
  void theListenerHearsOfTheEnd() {
    List<Progress> heard = new ArrayList<>();
    migration.apply(control, heard::add);
    Progress last = heard.get(heard.size() - 1);
    assertEquals(6, last.done());
    assertEquals(6, last.total());
    assertEquals(0, last.failed());
    assertEquals(2, last.batch());
  }
}
