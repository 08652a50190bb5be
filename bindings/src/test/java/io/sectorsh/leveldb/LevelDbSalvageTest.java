package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that was compacted away lies about again, as after kill -9 before it was removed. */
class LevelDbSalvageTest {
  private static final int KEYS = 300;
  private static final String DELETED = "/sectors/5";

  @TempDir Path work;
  private Path directory;

  @BeforeEach
  void write() throws IOException {
    directory = work.resolve("db");
    change(
        database -> {
          for (int number = 0; number < KEYS; number++) {
            database.put(key(number), "first".repeat(50).getBytes(UTF_8));
          }
        });
    Map<String, byte[]> before = ReferenceDatabase.files(directory);
    change(
        database -> {
          database.delete(DELETED.getBytes(UTF_8));
          database.put(key(7), "second".getBytes(UTF_8));
        });
    for (Map.Entry<String, byte[]> file : before.entrySet()) {
      if (file.getKey().endsWith(".sst")) {
        assertFalse(Files.exists(directory.resolve(file.getKey())), "still needed");
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
    }
  }

  private interface Change {
    void on(DB database);
  }

  private void change(Change change) throws IOException {
    try (DB database = JniDBFactory.factory.open(directory.toFile(), WrittenDatabase.options())) {
      change.on(database);
      database.compactRange(null, null);
    }
  }

  private static byte[] key(int number) {
    return ("/sectors/" + number).getBytes(UTF_8);
  }

  @Test
  void aDeletedKeyDoesNotComeBack() {
    LevelDbSalvage salvage = LevelDbSalvage.open(directory);
    assertEquals(List.of(), salvage.getDamages());
    Map<String, SalvagedEntry> found = found(salvage);
    assertFalse(found.containsKey(DELETED));
    assertEquals(KEYS - 1, found.size());
    assertEquals("second", new String(found.get("/sectors/7").getValue(), UTF_8));
    assertTrue(
        found.values().stream().allMatch(entry -> entry.getCertainty() == Certainty.CURRENT));
  }

  @Test
  void whatALostBlockHeldComesBackMarked() throws IOException {
    Path newest = directory.resolve(newestTable());
    byte[] bytes = Files.readAllBytes(newest);
    bytes[20] ^= 1;
    Files.write(newest, bytes);
    LevelDbSalvage salvage = LevelDbSalvage.open(directory);
    Damage damage = salvage.getDamages().get(0);
    assertEquals(DamageKind.TABLE_BLOCK, damage.kind());
    assertEquals(0, damage.offset());
    for (SalvagedEntry entry : found(salvage).values()) {
      boolean lost = damage.keys().orElseThrow().contains(entry.getKey());
      boolean last = entry.getFile().equals(newest.getFileName().toString());
      assertEquals(
          last ? Certainty.CURRENT : Certainty.RETIRED, certainty(entry, lost), entry::toString);
    }
    assertTrue(
        found(salvage).values().stream()
            .anyMatch(entry -> entry.getCertainty() == Certainty.RETIRED));
    assertEquals(bytes.length, Files.size(newest));
  }

  /** The last key of a lost block may be the first of the next one, older. */
  private static Certainty certainty(SalvagedEntry entry, boolean lost) {
    return lost && entry.getCertainty() == Certainty.UNCONFIRMED
        ? Certainty.CURRENT
        : entry.getCertainty();
  }

  private String newestTable() throws IOException {
    return ReferenceDatabase.files(directory).keySet().stream()
        .filter(name -> name.endsWith(".sst"))
        .max(String::compareTo)
        .orElseThrow();
  }

  private static Map<String, SalvagedEntry> found(LevelDbSalvage salvage) {
    Map<String, SalvagedEntry> found = new TreeMap<>();
    try (RowCursor<SalvagedEntry> entries = salvage.scan()) {
      while (entries.hasNext()) {
        SalvagedEntry entry = entries.next();
        if (!entry.isDeleted()) {
          found.put(entry.getKeyText(), entry);
        }
      }
    }
    return found;
  }
}
