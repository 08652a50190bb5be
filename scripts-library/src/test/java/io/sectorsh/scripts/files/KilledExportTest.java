package io.sectorsh.scripts.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.scripts.MigrationOptions.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process that exports files, at random instants; then resume, and rollback. */
class KilledExportTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 100 : 2;

  private static final Set<ErrorCode> NOTHING = Set.of(ErrorCode.NOT_FOUND, ErrorCode.REFUSED);

  @TempDir Path directory;
  private Path elsewhere = Path.of("");

  @AfterEach
  void clean() throws IOException {
    FilesWorld.delete(elsewhere);
  }

  @Test
  void resumeEndsAsAnUndisturbedRunAndRollbackWhereItBegan() throws Exception {
    Path memory = Path.of("/dev/shm");
    elsewhere =
        Files.createTempDirectory(Files.isWritable(memory) ? memory : directory, "sectorsh");
    FilesWorld world = FilesWorld.create(directory.resolve("world"), elsewhere.resolve("store"));
    Map<String, String> start = world.content();
    long whole = run(world, 600_000);
    Map<String, String> end = world.content();
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      assertTrue(world.run(Way.ROLLBACK).succeeded());
      assertSame(start, world, "before kill " + kill);
      world.forgetJournal();
      run(world, random.nextLong(whole + whole / 4));
      if (random.nextBoolean()) {
        finish(world);
        assertSame(end, world, "kill " + kill);
      } else if (!rollBack(world)) {
        assertSame(start, world, "kill " + kill);
        finish(world);
      }
    }
  }

  /** Tells what is too many and what is missing: the whole of both is hundreds of lines. */
  private static void assertSame(Map<String, String> expected, FilesWorld world, String when)
      throws IOException {
    Map<String, String> missing = new TreeMap<>(expected);
    missing.entrySet().removeAll(world.content().entrySet());
    Map<String, String> more = world.content();
    more.entrySet().removeAll(expected.entrySet());
    assertTrue(missing.isEmpty() && more.isEmpty(), when + ": no " + missing + ", but " + more);
  }

  /** A process that died while it was planning has left nothing to resume. */
  private static void finish(FilesWorld world) {
    try {
      assertTrue(world.run(Way.RESUME).succeeded());
    } catch (OperatorException nothing) {
      assertTrue(NOTHING.contains(nothing.code()), nothing.toString());
      assertTrue(world.run(Way.APPLY).succeeded());
    }
  }

  /** Whether there was anything to roll back. */
  private static boolean rollBack(FilesWorld world) {
    try {
      return world.run(Way.ROLLBACK).succeeded();
    } catch (OperatorException nothing) {
      assertTrue(NOTHING.contains(nothing.code()), nothing.toString());
      return false;
    }
  }

  /** Returns how many milliseconds it ran. */
  private static long run(FilesWorld world, long patience) throws Exception {
    Process child = start(world);
    assertEquals("begin", child.inputReader().readLine());
    long begin = System.nanoTime();
    if (!child.waitFor(patience, TimeUnit.MILLISECONDS)) {
      child.destroyForcibly().waitFor();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private static Process start(FilesWorld world) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                world.directory().toString(),
                world.destination().toString()))
        .redirectError(world.directory().resolve("errors-of-the-child").toFile())
        .start();
  }

  /** The process that is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      System.out.println("begin");
      new FilesWorld(Path.of(arguments[0]), Path.of(arguments[1])).run(Way.APPLY);
    }
  }
}
