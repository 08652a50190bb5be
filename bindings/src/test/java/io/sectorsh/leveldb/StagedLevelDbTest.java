package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedLevelDbTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T17:59:01.5Z"), ZoneOffset.UTC);

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = parent.resolve("metadata");
  }

  @Test
  void aCommitSwapsInWhatWasPutAndKeepsTheOldBytesBeside() throws Exception {
    Contents.copyRecorded("exported", directory);
    SortedMap<String, String> expected = Contents.of(directory);
    SortedMap<String, String> files = digests(directory);
    Path kept;
    try (StagedLevelDb staged = StagedLevelDb.begin(directory, CLOCK)) {
      staged.put("/sectors/1".getBytes(UTF_8), "new".getBytes(UTF_8));
      staged.delete("/sectors/703".getBytes(UTF_8));
      staged.put("/zz".getBytes(UTF_8), new byte[0]);
      kept = staged.commit().orElseThrow();
    }
    expected.put("/sectors/1", "new");
    expected.remove("/sectors/703");
    expected.put("/zz", "");
    assertEquals(expected, Contents.of(directory));
    assertEquals(files, digests(kept));
    assertEquals("metadata.sectorsh-before-20261120T175901Z", kept.getFileName().toString());
    assertEquals(new TreeSet<>(List.of("metadata", kept.getFileName().toString())), names(parent));
  }

  @Test
  void theNewDirectoryLooksAsLotusWritesIt() throws Exception {
    WrittenDatabase written = new WrittenDatabase(8).write(directory, 10_000);
    put(directory, "/a", "b");
    for (String name : names(directory)) {
      assertTrue(name.matches("CURRENT|LOCK|MANIFEST-\\d+|\\d+\\.(ldb|log)"), name);
    }
    written.content.put("/a", "b");
    assertEquals(written.content, Contents.of(directory));
    assertEquals(0, Files.size(directory.resolve("LOCK")));
  }

  /** goleveldb refuses a log whose numbers begin before those of the tables. */
  @Test
  void noLogIsLeftThatLotusCouldRefuse() throws Exception {
    StagingChild.setAll(directory, "x".repeat(20), 20_000);
    for (String name : names(directory)) {
      assertTrue(!name.endsWith(".log") || Files.size(directory.resolve(name)) == 0, name);
    }
    assertEquals(20_000, Contents.of(directory).size());
  }

  @Test
  void manyRoundsOfRandomChangesAreAllThere() throws Exception {
    WrittenDatabase written = new WrittenDatabase(9).write(directory, 3000);
    Random random = new Random(10);
    for (int round = 0; round < 5; round++) {
      try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
        for (int i = 0; i < 1500; i++) {
          String key = "/sectors/" + random.nextInt(4000);
          if (random.nextInt(3) == 0) {
            staged.delete(key.getBytes(UTF_8));
            written.content.remove(key);
          } else {
            String value = "r" + round + "-" + i + "x".repeat(random.nextInt(4000));
            staged.put(key.getBytes(UTF_8), value.getBytes(UTF_8));
            written.content.put(key, value);
          }
        }
        staged.commit();
      }
      assertEquals(written.content, Contents.of(directory));
    }
  }

  @Test
  void nothingIsTouchedWhenNothingWasPut() throws Exception {
    Contents.copyRecorded("exported", directory);
    SortedMap<String, String> files = digests(directory);
    Object time = Files.getLastModifiedTime(parent);
    try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
      assertEquals(Optional.empty(), staged.commit());
    }
    assertEquals(files, digests(directory));
    assertEquals(time, Files.getLastModifiedTime(parent));
  }

  @Test
  void withoutACommitEverythingStays() throws Exception {
    Contents.copyRecorded("exported", directory);
    SortedMap<String, String> files = digests(directory);
    try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
      staged.put("/a".getBytes(UTF_8), new byte[3]);
    }
    assertEquals(files, digests(directory));
    assertEquals("[metadata]", names(parent).toString());
  }

  @Test
  void aMissingDatabaseIsCreated() throws Exception {
    put(directory, "/a", "b");
    assertEquals("{/a=b}", Contents.of(directory).toString());
    assertEquals("[metadata]", names(parent).toString());
  }

  @Test
  void aDatabaseThatIsOpenElsewhereIsRefused() throws Exception {
    Contents.copyRecorded("exported", directory);
    try (StagedLevelDb first = StagedLevelDb.begin(directory)) {
      OperatorException failure =
          assertThrows(
              OperatorException.class, () -> StagedLevelDb.begin(directory), first::toString);
      assertEquals(ErrorCode.IN_USE, failure.code());
      assertTrue(failure.what().contains("process " + ProcessHandle.current().pid()));
    }
    StagedLevelDb.begin(directory).close();
  }

  @Test
  void whatAKilledProcessLeftIsPutAwayByWhatItIs() throws Exception {
    Contents.copyRecorded("exported", directory);
    long inode = ((Number) Files.getAttribute(directory, "unix:ino")).longValue();
    Path half =
        Files.createDirectory(
            parent.resolve("metadata.sectorsh-staged-" + inode + "-20260101T000000Z"));
    Files.createLink(half.resolve("000002.sst"), directory.resolve("000002.ldb"));
    Path old = Contents.copyRecorded("exported", parent.resolve("old"));
    long oldInode = ((Number) Files.getAttribute(old, "unix:ino")).longValue();
    Files.move(old, parent.resolve("metadata.sectorsh-staged-" + oldInode + "-20260102T000000Z"));
    Files.createDirectory(parent.resolve("metadata.sectorsh-staged-notes"));
    StagedLevelDb.begin(directory, CLOCK).close();
    assertEquals(
        "[metadata, metadata.sectorsh-before-20261120T175901Z, metadata.sectorsh-staged-notes]",
        names(parent).toString());
    assertEquals(
        23, Contents.of(parent.resolve("metadata.sectorsh-before-20261120T175901Z")).size());
    assertEquals(23, Contents.of(directory).size());
  }

  @Test
  void aDamagedOriginalIsNotBuiltUpon() throws Exception {
    Contents.copyRecorded("exported", directory);
    Path table = directory.resolve("000002.ldb");
    byte[] bytes = Files.readAllBytes(table);
    bytes[5000] ^= 1;
    Files.write(table, bytes);
    SortedMap<String, String> files = digests(directory);
    OperatorException failure =
        assertThrows(OperatorException.class, () -> put(directory, "/a", "b"));
    assertEquals(ErrorCode.DAMAGED, failure.code());
    assertEquals(files, digests(directory));
    assertEquals("[metadata]", names(parent).toString());
  }

  @Test
  void aFileSystemThatTakesNoMoreIsToldAndTheOriginalStays() throws Exception {
    Contents.copyRecorded("exported", directory);
    SortedMap<String, String> files = digests(directory);
    Process child = StagingChild.start("ulimit -f 6000;", directory, "x".repeat(20), 8000);
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, child.waitFor());
    assertTrue(said.startsWith("begin\nIO_FAILED cannot be written: "), said);
    assertTrue(said.contains("the original is untouched"), said);
    assertEquals(files, digests(directory));
    assertEquals("[metadata]", names(parent).toString());
  }

  private static void put(Path directory, String key, String value) {
    try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
      staged.put(key.getBytes(UTF_8), value.getBytes(UTF_8));
      staged.commit();
    }
  }

  private static SortedSet<String> names(Path directory) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  private static SortedMap<String, String> digests(Path directory) throws Exception {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String name : names(directory)) {
      byte[] content = Files.readAllBytes(directory.resolve(name));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      digests.put(name, new BigInteger(digest).toString(16));
    }
    assertFalse(digests.isEmpty());
    return digests;
  }
}
