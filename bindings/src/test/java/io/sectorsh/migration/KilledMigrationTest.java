package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a real process at random instants of a run and of its rollback. */
class KilledMigrationTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 500 : 3;

  @TempDir Path directory;

  @Test
  void afterKillsAtRandomInstantsResumeAndRollbackEndAsUndisturbed() throws Exception {
    World world = World.create(directory.resolve("world"));
    Map<String, String> start = world.content();
    world.plan();
    Map<String, byte[]> planned = world.copy();
    long most = run("apply", 600_000);
    Map<String, String> end = world.content();
    Random random = new Random(41);
    for (int kill = 0; kill < KILLS; kill++) {
      world.restore(planned);
      run("apply", random.nextLong(most + most / 4));
      if (random.nextBoolean()) {
        assertEquals(MigrationState.DONE, finish(world, false));
        assertEquals(end, world.content());
      }
      run("rollback", random.nextLong(most + most / 4));
      assertEquals(MigrationState.ROLLED_BACK, finish(world, true));
      assertEquals(start, world.content());
    }
  }

  private static MigrationState finish(World world, boolean back) {
    try (Migrations migrations = world.open(Transitions.NONE)) {
      Migration migration = World.migration(migrations);
      MigrationState state = migration.getStatus().state();
      if (!back && state == MigrationState.DONE) {
        return state;
      }
      return (back ? migration.rollback() : migration.resume()).state();
    }
  }

  /** Returns how many milliseconds it ran. */
  private long run(String way, long patience) throws IOException, InterruptedException {
    Process child = MigrationChild.start(directory.resolve("world"), way, "");
    assertEquals("begin", child.inputReader().readLine());
    long start = System.nanoTime();
    if (!child.waitFor(patience, TimeUnit.MILLISECONDS)) {
      child.destroyForcibly().waitFor();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
