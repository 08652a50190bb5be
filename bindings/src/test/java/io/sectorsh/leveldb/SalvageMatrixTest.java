package io.sectorsh.leveldb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages directories in seeded ways and holds what is salvaged against {@link ReferenceDatabase}:
 * every intact record comes back, none with a wrong content, and none is called current that is
 * not.
 */
class SalvageMatrixTest {
  private static final int SEEDS = Boolean.getBoolean("long.trials") ? 600 : 25;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path work;

  @Test
  void whatGoleveldbWroteIsSalvaged() throws IOException {
    damage(ReferenceDatabase.read(Contents.copyRecorded("exported", work.resolve("base"))), SEEDS);
  }

  @Test
  void severalLevelsAndALogAreSalvaged() throws IOException {
    Path base = work.resolve("base");
    new WrittenDatabase(5).write(base, 9000);
    damage(ReferenceDatabase.read(base), SEEDS);
  }

  @Test
  void whatAKilledLotusMinerLeftIsSalvaged() throws IOException {
    Path base = Contents.unzipRecorded("crashed", work.resolve("base"));
    assertEquals(List.of(), LevelDbSalvage.open(base).getDamages());
    damage(ReferenceDatabase.read(base), SEEDS / 5);
  }

  private void damage(ReferenceDatabase base, int seeds) throws IOException {
    for (int seed = 0; seed < seeds; seed++) {
      List<String> told = new ArrayList<>();
      Map<String, byte[]> damaged = SeededDamage.apply(base.files, seed, told);
      String trial = "seed " + seed + ": " + told;
      Path directory = write(damaged, "trial-" + seed);
      assertTimeoutPreemptively(
          LONGEST, () -> new SalvageExpectation(base, damaged).check(directory, trial), trial);
      assertEquals(
          digests(damaged), digests(ReferenceDatabase.files(directory)), "changed in " + trial);
      delete(directory);
    }
  }

  private static Map<String, Integer> digests(Map<String, byte[]> files) {
    Map<String, Integer> digests = new TreeMap<>();
    files.forEach((name, bytes) -> digests.put(name, java.util.Arrays.hashCode(bytes)));
    return digests;
  }

  private Path write(Map<String, byte[]> files, String name) throws IOException {
    Path directory = Files.createDirectory(work.resolve(name));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    for (String file : ReferenceDatabase.files(directory).keySet()) {
      Files.delete(directory.resolve(file));
    }
    Files.delete(directory);
  }
}
