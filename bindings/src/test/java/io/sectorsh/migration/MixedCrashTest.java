package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.faults.MemoryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that changes records, files and a manager's states is killed: after a resume the end is
 * that of an undisturbed run, and nothing took effect twice; after a rollback the start is back.
 */
final class MixedCrashTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final Map<String, JsonNode> OLD = MixedWorld.states("old");
  private static final Map<String, JsonNode> NEW = MixedWorld.states("new");

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private StateKeeper manager;
  private Map<String, String> start;
  private Map<String, String> end;
  private int applySteps;
  private int rollbackSteps;
  private int worlds;

  @BeforeEach
  void undisturbed() throws IOException {
    manager = new StateKeeper();
    MixedWorld world = world();
    start = world.contents();
    List<Transitions.Step> steps = new ArrayList<>();
    try (Migrations migrations = world.migrations(steps::add)) {
      Migration migration = world.plan(migrations, manager.url());
      assertEquals(start, world.contents());
      assertEquals(OLD, manager.states());
      assertEquals(MigrationState.DONE, migration.apply().state());
      end = world.contents();
      assertEquals(NEW, manager.states());
      applySteps = steps.size();
      assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state());
      rollbackSteps = steps.size() - applySteps;
      assertEquals(start, world.contents());
      assertEquals(OLD, manager.states());
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private MixedWorld world() throws IOException {
    MixedWorld world = new MixedWorld(directory.resolve("world-" + ++worlds));
    world.create();
    manager.reset(OLD);
    return world;
  }

  private MixedWorld planned() throws IOException {
    MixedWorld world = world();
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      world.plan(migrations, manager.url());
    }
    return world;
  }

  @Test
  void aDeathAtAStepOfApplyingIsResumedOrRolledBack() throws Exception {
    for (int step = LONG ? 1 : applySteps / 3;
        step <= applySteps;
        step += LONG ? 1 : applySteps / 2) {
      MixedWorld world = planned();
      Process child = MixedChild.start(world.directory(), "apply", step);
      assertEquals(9, child.waitFor(), "step " + step);
      if (step % 2 == 0) {
        resume(world, "step " + step);
      }
      rollBack(world, "step " + step);
    }
  }

  @Test
  void aDeathAtAStepOfARollbackIsFollowedByAnother() throws Exception {
    for (int step = LONG ? 1 : rollbackSteps / 2;
        step <= rollbackSteps;
        step += LONG ? 1 : rollbackSteps) {
      MixedWorld world = planned();
      resume(world, "before");
      Process child = MixedChild.start(world.directory(), "rollback", step);
      assertEquals(9, child.waitFor(), "step " + step);
      rollBack(world, "step " + step);
    }
  }

  @Test
  void aKillAtAnyInstantIsResumedOrRolledBack() throws Exception {
    Random random = new Random(17);
    long most = 1500;
    for (int kill = 0; kill < (LONG ? 500 : 3); kill++) {
      MixedWorld world = planned();
      Process child = MixedChild.start(world.directory(), "apply", 0);
      assertEquals("begin", child.inputReader().readLine());
      long begun = System.nanoTime();
      if (!child.waitFor(random.nextLong(most), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
      } else {
        most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + 1;
      }
      if (kill % 3 != 2) {
        resume(world, "kill " + kill);
      }
      if (kill % 3 != 0) {
        rollBack(world, "kill " + kill);
      }
    }
  }

  private void resume(MixedWorld world, String when) {
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      Migration migration = migrations.get(1);
      if (migration.getStatus().state() != MigrationState.DONE) {
        MigrationStatus status = migration.resume();
        assertEquals(MigrationState.DONE, status.state(), when + ": " + failures(migration));
      }
      assertEquals(end, world.contents(), when);
      assertEquals(NEW, manager.states(), when);
      assertEquals(MixedWorld.IMPORTS, manager.effects(), when + ": imports that took effect");
    }
  }

  private void rollBack(MixedWorld world, String when) {
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      Migration migration = migrations.get(1);
      MigrationStatus status = migration.rollback();
      assertEquals(MigrationState.ROLLED_BACK, status.state(), when + ": " + failures(migration));
      assertEquals(start, world.contents(), when);
      assertEquals(OLD, manager.states(), when);
      assertTrue(manager.effects() <= 2 * MixedWorld.IMPORTS, when);
    }
  }

  private static List<ActionRow> failures(Migration migration) {
    return migration.getFailures().toList();
  }
}
