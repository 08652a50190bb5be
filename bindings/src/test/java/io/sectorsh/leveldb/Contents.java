package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads whole directories, for comparison. */
final class Contents {
  private Contents() {}

  static SortedMap<String, String> of(Path directory) {
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory)) {
      return of(snapshot, "");
    }
  }

  static SortedMap<String, String> of(LevelDbSnapshot snapshot, String prefix) {
    SortedMap<String, String> all = new TreeMap<>();
    try (RowCursor<LevelDbEntry> entries = snapshot.scan(prefix.getBytes(ISO_8859_1))) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        all.put(entry.getKeyText(), new String(entry.getValue(), ISO_8859_1));
      }
    }
    return all;
  }

  static Path unzipRecorded(String name, Path target) throws IOException {
    Files.createDirectories(target);
    try (ZipInputStream zip =
        new ZipInputStream(Contents.class.getResourceAsStream(name + ".zip"))) {
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        Files.copy(zip, target.resolve(file.getName()));
      }
    }
    return target;
  }

  static Path copyRecorded(String name, Path target) {
    try {
      Path source = Path.of(Contents.class.getResource(name).toURI());
      Files.createDirectories(target);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
        for (Path file : files) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
      return target;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
