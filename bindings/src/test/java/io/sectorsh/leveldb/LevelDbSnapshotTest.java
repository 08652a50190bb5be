package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelDbSnapshotTest {
  @TempDir Path directory;

  @Test
  void findsEveryKeyWithItsNewestValueAndNoDeletedOne() throws IOException {
    WrittenDatabase written = new WrittenDatabase(1).write(directory, 20_000);
    assertEquals(written.content, Contents.of(directory));
  }

  @Test
  void findsSingleKeysByIndex() throws IOException {
    WrittenDatabase written = new WrittenDatabase(2).write(directory, 20_000);
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory)) {
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, 3100).boxed().toList());
      for (int round = 0; round < 2; round++, Collections.shuffle(numbers, new Random(2))) {
        numbers.forEach(number -> assertFinds(written, snapshot, "/sectors/" + number));
      }
    }
  }

  private static void assertFinds(WrittenDatabase written, LevelDbSnapshot snapshot, String key) {
    Optional<String> value =
        snapshot.get(key.getBytes(UTF_8)).map(bytes -> new String(bytes, UTF_8));
    assertEquals(Optional.ofNullable(written.content.get(key)), value, key);
  }

  @Test
  void scansOnlyKeysWithThePrefix() throws IOException {
    WrittenDatabase written = new WrittenDatabase(3).write(directory, 10_000);
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory)) {
      assertEquals(
          written.content.subMap("/sectors/17", "/sectors/18"),
          Contents.of(snapshot, "/sectors/17"));
      assertTrue(Contents.of(snapshot, "/a").isEmpty());
      assertTrue(Contents.of(snapshot, "/z").isEmpty());
    }
  }

  @Test
  void readsWhatGoleveldbWrote() {
    SortedMap<String, String> content = Contents.of(Contents.copyRecorded("exported", directory));
    assertEquals(23, content.size());
    assertTrue(content.keySet().containsAll(Set.of("/sectors/1", "/sectors/703")));
    assertEquals(2, content.get("/storage/nextid").length());
  }

  @Test
  void aWriterAtWorkIsNoHindranceAndNothingIsChanged() throws IOException {
    Contents.copyRecorded("exported", directory);
    SortedMap<String, FileTime> before = times();
    try (WholeFileLock writer =
        WholeFileLock.tryExclusive(directory.resolve("LOCK")).orElseThrow()) {
      assertEquals(23, Contents.of(directory).size(), writer::toString);
    }
    assertEquals(before, times());
  }

  private SortedMap<String, FileTime> times() throws IOException {
    SortedMap<String, FileTime> times = new TreeMap<>();
    times.put(".", Files.getLastModifiedTime(directory));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        times.put(file.getFileName() + " " + Files.size(file), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void aSnapshotOutlivesTheDeletionOfItsTables() throws IOException {
    WrittenDatabase written = new WrittenDatabase(4).write(directory, 20_000);
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory)) {
      try (DB db = JniDBFactory.factory.open(directory.toFile(), WrittenDatabase.options())) {
        db.put("/later".getBytes(UTF_8), new byte[1]);
        db.compactRange(null, null);
      } catch (DBException failure) {
        throw new IOException(failure);
      }
      assertEquals(written.content, Contents.of(snapshot, ""));
    }
    assertTrue(Contents.of(directory).containsKey("/later"));
  }

  @Test
  void aCompressedTableIsNotLotus() throws IOException {
    try (DB db =
        JniDBFactory.factory.open(
            directory.toFile(),
            WrittenDatabase.options().compressionType(CompressionType.SNAPPY))) {
      db.put("/a".getBytes(UTF_8), new byte[5000]);
      db.compactRange(null, null);
    }
    OperatorException failure = assertThrows(OperatorException.class, () -> Contents.of(directory));
    assertEquals(ErrorCode.DAMAGED, failure.code());
    assertTrue(failure.what().startsWith("a compressed block; lotus writes none"), failure::what);
  }

  @Test
  void aDirectoryWithoutCurrentIsNotTakenForADatabase() {
    OperatorException failure =
        assertThrows(OperatorException.class, () -> LevelDbSnapshot.open(directory));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
    assertEquals(directory.toString(), failure.where());
    assertFalse(failure.next().isEmpty());
  }

  @Test
  void aMissingTableIsNamed() throws IOException {
    Contents.copyRecorded("exported", directory);
    Files.delete(directory.resolve("000002.ldb"));
    OperatorException failure =
        assertThrows(OperatorException.class, () -> LevelDbSnapshot.open(directory));
    assertEquals(ErrorCode.DAMAGED, failure.code());
    assertTrue(failure.what().contains("000002.ldb"), failure::what);
  }

  @Test
  void aPendingCurrentOfAnUnfinishedRenameCounts() throws IOException {
    Contents.copyRecorded("exported", directory);
    Files.move(directory.resolve("MANIFEST-000004"), directory.resolve("MANIFEST-000009"));
    Files.writeString(directory.resolve("CURRENT.9"), "MANIFEST-000009\n");
    Files.writeString(directory.resolve("CURRENT.10"), "MANIF");
    assertEquals(23, Contents.of(directory).size());
  }
}
