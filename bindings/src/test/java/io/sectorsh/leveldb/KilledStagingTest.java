package io.sectorsh.leveldb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: the old version or the new one, whole, and nothing to clear up. */
class KilledStagingTest {
  private static final int KILLS = Boolean.getBoolean("long.trials") ? 200 : 10;
  private static final int KEYS = 4000;

  @TempDir Path parent;

  @Test
  void aKilledChangeLeavesTheOldOrTheNewVersionWhole() throws Exception {
    Path directory = parent.resolve("metadata");
    StagingChild.setAll(directory, "version-0", KEYS);
    Random random = new Random(31);
    long most = run(directory, "version-1", 600_000);
    Set<String> allowed = new HashSet<>(Set.of("version-1"));
    for (int kill = 2; kill < KILLS + 2; kill++) {
      allowed.add("version-" + kill);
      run(directory, "version-" + kill, random.nextLong(most + most / 4));
      String version = wholeVersion(directory);
      assertTrue(allowed.contains(version), version + " of " + allowed);
      allowed = new HashSet<>(Set.of(version));
      StagedLevelDb.begin(directory).close();
      assertEquals(version, wholeVersion(directory));
      checkWhatIsLeft();
    }
  }

  /** Returns how many milliseconds it ran. */
  private static long run(Path directory, String version, long patience) throws Exception {
    Process child = StagingChild.start("", directory, version, KEYS);
    assertEquals("begin", child.inputReader().readLine());
    long start = System.nanoTime();
    if (!child.waitFor(patience, TimeUnit.MILLISECONDS)) {
      child.destroyForcibly().waitFor();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static String wholeVersion(Path directory) {
    var content = Contents.of(directory);
    assertEquals(KEYS, content.size());
    Set<String> values = new HashSet<>(content.values());
    assertEquals(1, values.size());
    String value = values.iterator().next();
    return value.substring(0, value.length() / 100);
  }

  private void checkWhatIsLeft() throws IOException {
    for (Path path : list(parent)) {
      String name = path.getFileName().toString();
      assertTrue(name.matches("metadata(\\.sectorsh-before-[0-9TZ-]+)?"), name);
      wholeVersion(path);
      if (!name.equals("metadata")) {
        for (Path file : list(path)) {
          Files.delete(file);
        }
        Files.delete(path);
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    }
    return files;
  }
}
