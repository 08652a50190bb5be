package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.rows.RowCursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a LevelDB writer in the middle of its compactions: salvage finds exactly what was
 * there after one of its last writes; with more damage on top, what is intact of it.
 */
class KilledWriterSalvageTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final int KILLS = LONG ? 100 : 3;
  private static final int WRITES = 40_000;

  @TempDir Path work;

  @Test
  void aKilledWriterLeavesWhatItHadWritten() throws Exception {
    Random random = new Random(71);
    for (int kill = 0; kill < KILLS; kill++) {
      Path directory = work.resolve("killed-" + kill);
      int done = writeAndKill(directory, kill, WritingChild.EVERY * (20 + random.nextInt(700)));
      checkMoment(directory, kill, done);
      damageMore(directory, kill);
      delete(directory);
    }
  }

  /** Returns how many writes the child told of before it died. */
  private static int writeAndKill(Path directory, long seed, int enough) throws Exception {
    Process child = WritingChild.start(directory, seed, WRITES);
    int done = 0;
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        done = Integer.parseInt(line);
        if (done == enough) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    assertNotEquals(0, child.waitFor());
    return done;
  }

  private static void checkMoment(Path directory, long seed, int done) {
    SortedMap<String, String> found = new TreeMap<>();
    try (RowCursor<SalvagedEntry> entries = LevelDbSalvage.open(directory).scan()) {
      while (entries.hasNext()) {
        SalvagedEntry entry = entries.next();
        if (!entry.isDeleted()) {
          found.put(entry.getKeyText(), new String(entry.getValue(), ISO_8859_1));
        }
      }
    }
    WrittenDatabase written = new WrittenDatabase(seed);
    for (int i = 0; i < done; i++) {
      written.skip();
    }
    boolean met = found.equals(written.content);
    for (int i = 0; i < WritingChild.EVERY && !met; i++) {
      written.skip();
      met = found.equals(written.content);
    }
    assertTrue(met, "no moment after write " + done + " of seed " + seed);
  }

  private void damageMore(Path directory, int kill) throws IOException {
    ReferenceDatabase base = ReferenceDatabase.read(directory);
    for (int seed = kill * 5; seed < kill * 5 + 5; seed++) {
      List<String> told = new ArrayList<>();
      Map<String, byte[]> damaged = SeededDamage.apply(base.files, seed, told);
      Path copy = Files.createDirectory(work.resolve("damaged-" + seed));
      for (Map.Entry<String, byte[]> file : damaged.entrySet()) {
        Files.write(copy.resolve(file.getKey()), file.getValue());
      }
      new SalvageExpectation(base, damaged).check(copy, "kill " + kill + ", " + told);
      delete(copy);
    }
  }

  private static void delete(Path directory) throws IOException {
    for (String file : ReferenceDatabase.files(directory).keySet()) {
      Files.delete(directory.resolve(file));
    }
    Files.delete(directory);
  }
}
