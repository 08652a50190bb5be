package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.rows.RowCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What salvage must find in a damaged copy of a directory, told by the reference reader. */
final class SalvageExpectation {
  private final Map<String, ReferenceDatabase.Write> all = new HashMap<>();
  private final Map<String, ReferenceDatabase.Write> truth;
  private final Map<String, ReferenceDatabase.Write> intact;

  SalvageExpectation(ReferenceDatabase base, Map<String, byte[]> damaged) {
    base.writes.forEach(write -> all.put(write.key() + "@" + write.sequence(), write));
    intact = base.newest(base.intactIn(damaged));
    truth =
        base.newest(base.writes.stream().filter(write -> !isCutOff(base, write, damaged)).toList());
  }

  /**
   * Whether a log simply ends before the write, or is gone while the log before it is there: then
   * the database of a moment before is there, and no reader can tell that there was more.
   */
  private static boolean isCutOff(
      ReferenceDatabase base, ReferenceDatabase.Write write, Map<String, byte[]> damaged) {
    String name = write.unit().file();
    if (!name.endsWith(".log")) {
      return false;
    }
    byte[] file = damaged.get(name);
    return file == null ? !base.isNamed(name) : write.unit().ranges().get(0)[0] >= file.length;
  }

  void check(java.nio.file.Path directory, String trial) {
    LevelDbSalvage salvage = LevelDbSalvage.open(directory);
    Map<String, SalvagedEntry> found = found(salvage);
    found.values().forEach(entry -> checkContent(entry, trial));
    intact.forEach((key, write) -> checkRecovered(found.get(key), write, trial));
    truth.forEach((key, write) -> checkTold(salvage, found.get(key), write, trial));
  }

  private static Map<String, SalvagedEntry> found(LevelDbSalvage salvage) {
    Map<String, SalvagedEntry> found = new TreeMap<>();
    String last = "";
    try (RowCursor<SalvagedEntry> entries = salvage.scan()) {
      while (entries.hasNext()) {
        SalvagedEntry entry = entries.next();
        String key = new String(entry.getKey(), ISO_8859_1);
        assertTrue(found.isEmpty() || last.compareTo(key) < 0, "order at " + key);
        found.put(key, entry);
        last = key;
      }
    }
    return found;
  }

  /** Whatever comes out was written exactly so, and is not called current if it was not. */
  private void checkContent(SalvagedEntry entry, String trial) {
    String key = new String(entry.getKey(), ISO_8859_1);
    ReferenceDatabase.Write written = all.get(key + "@" + entry.getSequence());
    assertNotNull(written, entry + " was never written; " + trial);
    assertEquals(written.live(), !entry.isDeleted(), entry + "; " + trial);
    assertEquals(written.value(), new String(entry.getValue(), ISO_8859_1), entry + "; " + trial);
    if (entry.getCertainty() == Certainty.CURRENT) {
      assertEquals(truth.get(key).sequence(), entry.getSequence(), entry + "; " + trial);
    }
  }

  /** What is intact comes back, unless something newer does. */
  private static void checkRecovered(
      SalvagedEntry entry, ReferenceDatabase.Write write, String trial) {
    assertNotNull(entry, write.key() + " is intact in " + write.unit().file() + "; " + trial);
    assertTrue(entry.getSequence() >= write.sequence(), entry + " is older than intact; " + trial);
  }

  /** What does not come back as it was lies in a range that is told to be lost. */
  private static void checkTold(
      LevelDbSalvage salvage, SalvagedEntry entry, ReferenceDatabase.Write truth, String trial) {
    if (entry == null || entry.getSequence() < truth.sequence()) {
      byte[] key = truth.key().getBytes(ISO_8859_1);
      assertTrue(salvage.isLost(key), truth.key() + " is missing and not told; " + trial);
      assertFalse(salvage.getDamages().isEmpty(), trial);
    }
  }
}
