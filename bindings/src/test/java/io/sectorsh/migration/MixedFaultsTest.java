package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.faults.Fault;
import io.sectorsh.faults.FaultPlan;
import io.sectorsh.faults.FaultyFileSystem;
import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.faults.SystemCall;
import io.sectorsh.migration.KeeperProcess.Trouble;
import io.sectorsh.stores.FaultyFileActions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records, files and a manager's states, while calls of the manager and of the file system fail:
 * each action is then done, or not done and said so; going on ends where an undisturbed run does,
 * with each import once.
 */
final class MixedFaultsTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final Set<Fault> FAULTS =
      Set.of(Fault.EIO, Fault.ENOSPC, Fault.EACCES, Fault.EXDEV, Fault.HALF);

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private int worlds;

  private MixedWorld world() throws IOException {
    MixedWorld world = new MixedWorld(directory.resolve("world-" + ++worlds));
    world.create();
    return world;
  }

  private Map<String, JsonNode> states(Path keeper) throws IOException {
    Map<String, JsonNode> states = new TreeMap<>();
    for (String name : MixedWorld.states("any").keySet()) {
      states.put(name, KeeperProcess.read(keeper.resolve(name)));
    }
    return states;
  }

  @ParameterizedTest
  @EnumSource(value = Trouble.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anImportThatGoesWrongIsDoneOrToldAndNeverDoneTwice(Trouble trouble) throws Exception {
    for (int at = 1; at <= MixedWorld.IMPORTS; at += LONG ? 1 : MixedWorld.IMPORTS) {
      attempt(trouble, at);
    }
  }

  private void attempt(Trouble trouble, int at) throws Exception {
    MixedWorld world = world();
    String when = trouble + " at import " + at;
    Path states = Files.createDirectories(world.directory().resolve("keeper"));
    KeeperProcess.write(states, MixedWorld.states("old"));
    Process keeper = KeeperProcess.start(states, trouble, at, 0);
    String url = keeper.inputReader().readLine();
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      Migration migration = world.plan(migrations, url);
      MigrationState state = migration.apply().state();
      if (trouble == Trouble.DEATH_BEFORE || trouble == Trouble.DEATH_AFTER) {
        // A connection breaks before the process counts as ended.
        assertTrue(keeper.waitFor(1, TimeUnit.MINUTES), when);
        keeper = KeeperProcess.start(states, Trouble.NONE, 0, URI.create(url).getPort());
        keeper.inputReader().readLine();
      }
      requireTrue(migration, state, states, when);
      if (state != MigrationState.DONE) {
        assertEquals(MigrationState.DONE, migration.resume().state(), when);
      }
      assertEquals(MixedWorld.states("new"), states(states), when);
      assertEquals(MixedWorld.IMPORTS, Files.readAllLines(states.resolve("effects")).size(), when);
      assertEquals(MigrationState.ROLLED_BACK, migration.rollback().state(), when);
      assertEquals(MixedWorld.states("old"), states(states), when);
    } finally {
      keeper.destroyForcibly().waitFor();
    }
  }

  /** What is called done has the new state; what failed says why, and what to do. */
  private void requireTrue(Migration migration, MigrationState state, Path keeper, String when)
      throws IOException {
    int imported = 0;
    for (ActionRow row : migration.getReport()) {
      if (row.kind().equals("damocles.import") && row.state() == ActionState.DONE) {
        String name = row.description().replaceAll(".*s-t0(\\d+-\\d+).*", "$1");
        assertEquals(
            MixedWorld.states("new").get(name), KeeperProcess.read(keeper.resolve(name)), when);
        imported++;
      }
    }
    long effects =
        Files.exists(keeper.resolve("effects"))
            ? Files.readAllLines(keeper.resolve("effects")).size()
            : 0;
    assertTrue(imported <= effects, when + ": more are called done than took effect");
    List<ActionRow> failures = migration.getFailures().toList();
    assertEquals(state == MigrationState.DONE, failures.isEmpty(), when + ": " + failures);
    for (ActionRow failure : failures) {
      assertFalse(failure.cause().isEmpty(), when);
      assertTrue(
          failure.state() == ActionState.FAILED || failure.state() == ActionState.UNKNOWN,
          when + ": " + failure);
    }
  }

  @Test
  void aCallOfTheFileSystemThatFailsLeavesItDoneOrNotDoneAndSaidSo() throws Exception {
    try (StateKeeper manager = new StateKeeper()) {
      manager.reset(MixedWorld.states("old"));
      MixedWorld goal = world();
      FaultPlan undisturbed = FaultPlan.none();
      apply(goal, manager, undisturbed);
      Map<String, String> end = goal.contents();
      List<SystemCall> calls = undisturbed.calls();
      int told = 0;
      int tried = 0;
      for (int place = 0; place < calls.size(); place++) {
        for (Fault fault : FAULTS) {
          if (fault.fits(calls.get(place)) && isSampled(place, fault)) {
            tried++;
            told += attempt(manager, place, fault, calls.get(place), end);
          }
        }
      }
      assertTrue(told > tried / 3, "only " + told + " of " + tried + " faults were told");
    }
  }

  private static boolean isSampled(int place, Fault fault) {
    return (place + 131 * fault.ordinal()) % (LONG ? 17 : 599) == 0;
  }

  private MigrationState apply(MixedWorld world, StateKeeper manager, FaultPlan plan) {
    try (Migrations planning = world.migrations(Transitions.NONE)) {
      world.plan(planning, manager.url());
    }
    FaultyFileSystem system = new FaultyFileSystem(plan);
    try (Migrations faulty = world.migrations(Transitions.NONE, FaultyFileActions.kinds(system))) {
      return faulty.get(1).apply().state();
    }
  }

  /** 1 if the fault was told. */
  private int attempt(
      StateKeeper manager, int place, Fault fault, SystemCall call, Map<String, String> end)
      throws IOException {
    String when = fault + " at call " + place + " (" + call + ")";
    manager.reset(MixedWorld.states("old"));
    MixedWorld world = world();
    boolean done = false;
    try {
      done = apply(world, manager, FaultPlan.at(place, fault)) == MigrationState.DONE;
    } catch (OperatorException told) {
      assertFalse(told.what().isEmpty(), when);
    }
    try (Migrations migrations = world.migrations(Transitions.NONE)) {
      Migration migration = migrations.get(1);
      if (done) {
        assertEquals(end, world.contents(), when + ": said done");
      } else {
        assertEquals(
            MigrationState.DONE,
            migration.resume().state(),
            () -> when + ": " + migration.getFailures().toList());
      }
      assertEquals(end, world.contents(), when);
      assertEquals(MixedWorld.IMPORTS, manager.effects(), when);
    }
    return done ? 0 : 1;
  }
}
