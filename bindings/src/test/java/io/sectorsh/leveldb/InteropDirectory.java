package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * Writes a database as we do and what goleveldb must find in it; run by {@code
 * src/interop/goleveldb/check.sh}.
 */
final class InteropDirectory {
  private InteropDirectory() {}

  /** Arguments: the directory to make, the file for the expected content, how many keys. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int keys = Integer.parseInt(arguments[2]);
    Contents.copyRecorded("exported", directory);
    SortedMap<String, String> expected = Contents.of(directory);
    Random random = new Random(41);
    for (int round = 0; round < 3; round++) {
      try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
        for (int i = 0; i < keys; i++) {
          change(staged, expected, random, keys);
        }
        staged.commit();
      }
    }
    write(expected, Path.of(arguments[1]));
  }

  private static void change(
      StagedLevelDb staged, SortedMap<String, String> expected, Random random, int keys) {
    String key = "/sectors/" + random.nextInt(keys * 2);
    if (random.nextInt(5) == 0) {
      staged.delete(key.getBytes(UTF_8));
      expected.remove(key);
    } else {
      byte[] value = new byte[random.nextInt(6000)];
      random.nextBytes(value);
      staged.put(key.getBytes(UTF_8), value);
      expected.put(key, new String(value, ISO_8859_1));
    }
  }

  private static void write(SortedMap<String, String> content, Path file) throws IOException {
    HexFormat hex = HexFormat.of();
    List<String> lines = new ArrayList<>();
    content.forEach(
        (key, value) ->
            lines.add(
                hex.formatHex(key.getBytes(UTF_8))
                    + " "
                    + hex.formatHex(value.getBytes(ISO_8859_1))));
    Files.write(file, lines);
  }
}
