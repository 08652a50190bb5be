package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.faults.MemoryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run over records, files and a manager's states is told to stop at once, as a second Ctrl-C
 * does, at any instant: whatever call the interrupt hits, the same session resumes it or takes it
 * back, and nothing takes effect twice.
 */
final class MixedStopTest {
  private static final int TRIALS = Boolean.getBoolean("long.trials") ? 500 : 8;
  private static final Map<String, JsonNode> OLD = MixedWorld.states("old");
  private static final Map<String, JsonNode> NEW = MixedWorld.states("new");

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @Test
  void aStopAtAnyInstantIsResumedOrRolledBack() throws Exception {
    Random random = new Random(29);
    try (StateKeeper manager = new StateKeeper()) {
      Map<String, String> end = undisturbed(manager);
      long longest = TimeUnit.MILLISECONDS.toNanos(50);
      int stopped = 0;
      for (int trial = 0; trial < TRIALS || stopped < TRIALS / 2; trial++) {
        MixedWorld world = world(manager, trial);
        Map<String, String> start = world.contents();
        try (Migrations migrations = world.migrations(Transitions.NONE)) {
          Migration migration = world.plan(migrations, manager.url());
          Stop stop = stopped(migration::apply, random.nextLong(longest));
          longest = Math.max(stop.nanos(), longest / 2);
          stopped += stop.early() ? 1 : 0;
          if (trial % 3 != 2) {
            end(migration, trial, end, world, manager);
          }
          if (trial % 3 != 0) {
            back(migration, trial, start, world, manager, random.nextLong(longest));
          }
        }
      }
    }
  }

  private Map<String, String> undisturbed(StateKeeper manager) throws IOException {
    MixedWorld world = world(manager, -1);
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      assertEquals(MigrationState.DONE, world.plan(migrations, manager.url()).apply().state());
      return world.contents();
    }
  }

  private MixedWorld world(StateKeeper manager, int trial) throws IOException {
    MixedWorld world = new MixedWorld(directory.resolve("world" + trial));
    world.create();
    manager.reset(OLD);
    return world;
  }

  /**
   * @param early whether it stopped before its end
   * @param nanos how long it took
   */
  private record Stop(boolean early, long nanos) {}

  /** Two times, as a hasty operator would: the second must not hit what comes behind the run. */
  private static Stop stopped(Run run, long nanos) throws Exception {
    RunControl control = new RunControl();
    long begun = System.nanoTime();
    CompletableFuture<MigrationStatus> ended = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread runner =
        new Thread(
            () -> {
              try {
                ended.complete(run.with(control, ProgressListener.none()));
              } catch (Throwable failure) {
                ended.completeExceptionally(failure);
              }
              flag.complete(Thread.interrupted());
            });
    runner.start();
    try {
      ended.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException running) {
      control.stopNow();
      control.stopNow();
    }
    MigrationState state = ended.get(60, TimeUnit.SECONDS).state();
    assertFalse(flag.get(60, TimeUnit.SECONDS), "the interrupt was left to what comes next");
    return new Stop(
        state != MigrationState.DONE && state != MigrationState.ROLLED_BACK,
        System.nanoTime() - begun);
  }

  private interface Run {
    MigrationStatus with(RunControl control, ProgressListener listener);
  }

  private static void end(
      Migration migration,
      int trial,
      Map<String, String> end,
      MixedWorld world,
      StateKeeper manager) {
    if (migration.getStatus().state() != MigrationState.DONE) {
      assertEquals(MigrationState.DONE, migration.resume().state(), told(migration, trial));
    }
    assertEquals(end, world.contents(), "trial " + trial);
    assertEquals(NEW, manager.states(), "trial " + trial);
    assertEquals(MixedWorld.IMPORTS, manager.effects(), "trial " + trial);
  }

  private static void back(
      Migration migration,
      int trial,
      Map<String, String> start,
      MixedWorld world,
      StateKeeper manager,
      long nanos)
      throws Exception {
    stopped(
        (control, listener) -> migration.rollback(Rollback.toStart(), control, listener), nanos);
    if (migration.getStatus().state() != MigrationState.ROLLED_BACK) {
      assertEquals(
          MigrationState.ROLLED_BACK, migration.rollback().state(), told(migration, trial));
    }
    assertEquals(start, world.contents(), "trial " + trial);
    assertEquals(OLD, manager.states(), "trial " + trial);
    assertTrue(manager.effects() <= 2 * MixedWorld.IMPORTS, "trial " + trial);
  }

  private static String told(Migration migration, int trial) {
    return "trial " + trial + ": " + migration.getFailures().toList();
  }
}
