package io.sectorsh.lab.lotus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelDbDirectoryTest {
  @TempDir Path directory;

  private static TreeMap<String, byte[]> entries(int count) {
    Random random = new Random(7);
    TreeMap<String, byte[]> entries = new TreeMap<>();
    for (int number = 0; number < count; number++) {
      byte[] value = new byte[random.nextInt(6000)];
      random.nextBytes(value);
      entries.put("/sectors/" + number, value);
    }
    return entries;
  }

  private static Map<String, String> hex(TreeMap<String, byte[]> entries) {
    return entries.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> HexFormat.of().formatHex(entry.getValue())));
  }

  @Test
  void theStrictReaderFindsEveryEntry() throws IOException {
    for (int count : new int[] {0, 1, 16, 17, 300}) {
      Path each = directory.resolve("of-" + count);
      LevelDbDirectory.write(each, entries(count));
      Map<String, String> found = new TreeMap<>();
      try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(each);
          RowCursor<LevelDbEntry> rows = snapshot.scan(new byte[0])) {
        while (rows.hasNext()) {
          LevelDbEntry entry = rows.next();
          found.put(
              new String(entry.getKey(), StandardCharsets.US_ASCII),
              HexFormat.of().formatHex(entry.getValue()));
        }
      }
      assertEquals(hex(entries(count)), found);
    }
  }

  @Test
  void theNativeLibraryReadsItWithParanoidChecks() throws IOException {
    Path each = directory.resolve("native");
    LevelDbDirectory.write(each, entries(300));
    Files.move(each.resolve("000002.ldb"), each.resolve("000002.sst"));
    Map<String, String> found = new TreeMap<>();
    Options options = new Options().createIfMissing(false).paranoidChecks(true);
    try (DB database = JniDBFactory.factory.open(each.toFile(), options);
        DBIterator rows = database.iterator()) {
      for (rows.seekToFirst(); rows.hasNext(); ) {
        Map.Entry<byte[], byte[]> entry = rows.next();
        found.put(
            new String(entry.getKey(), StandardCharsets.US_ASCII),
            HexFormat.of().formatHex(entry.getValue()));
      }
    }
    assertEquals(hex(entries(300)), found);
  }
}
