package io.sectorsh.lotus.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.TestRepo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataBackupTest {
  @TempDir Path path;
  private Path file;
  private byte[] recorded;

  @BeforeEach
  void copyRecording() throws IOException {
    try (InputStream in = MetadataBackupTest.class.getResourceAsStream("offline.backup.cbor")) {
      recorded = in.readAllBytes();
    }
    file = Files.write(path.resolve("miner.backup"), recorded);
  }

  @Test
  void whatLotusWroteIsReadAndWrittenAgainByteForByte() throws IOException {
    MetadataBackup backup = MetadataBackup.open(file);
    assertEquals(Optional.empty(), backup.getProblem());
    assertEquals(
        List.of(0L, 10L, 11L, 3L),
        backup.getSectors().toList().stream().map(SectorInfo::getSectorNumber).toList());
    assertEquals("TerminateFinality", backup.findSector(10).orElseThrow().getState());
    assertEquals(Optional.empty(), backup.findSector(4));
    assertArrayEquals(new byte[] {15}, backup.get("/storage/nextid").orElseThrow());

    Path logs = Files.createDirectories(path.resolve("repo/kvlog/metadata"));
    Files.copy(file, logs.resolve("1700000000.log.cbor"));
    Map<String, byte[]> keys = new LinkedHashMap<>();
    backup.getEntries().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    LotusRepo repo = TestRepo.create(path.resolve("repo"), keys);
    MetadataBackup again = repo.writeBackup(path.resolve("again"));
    assertArrayEquals(recorded, Files.readAllBytes(again.getPath()));
    assertEquals(16, repo.getNextNumber());
    assertEquals(4, repo.getMetadataLogs().get(0).getSectors().count());
    OperatorException there =
        assertThrows(OperatorException.class, () -> repo.writeBackup(again.getPath()));
    assertEquals(again.getPath().toString(), there.where());
  }

  @Test
  void ofALogTheLastWriteOfAKeyCounts() throws IOException {
    SectorInfo three = MetadataBackup.open(file).findSector(3).orElseThrow();
    byte[] newer = three.toBuilder().state("Removed").build().encode();
    byte[] newest = three.toBuilder().state("Terminating").build().encode();
    append(logged("/sectors/3", newer, 1_700_000_000));
    append(logged("/sectors/77", three.toBuilder(77).build().encode(), 1_700_000_001));
    append(logged("/sectors/3", newest, 1_700_000_002));
    MetadataBackup log = MetadataBackup.open(file);
    assertEquals(Optional.empty(), log.getProblem());
    assertEquals("Terminating", log.findSector(3).orElseThrow().getState());
    List<SectorInfo> sectors = log.getSectors().toList();
    assertEquals(
        List.of(0L, 10L, 11L, 77L, 3L), sectors.stream().map(SectorInfo::getSectorNumber).toList());
    assertArrayEquals(newest, sectors.get(4).encode());
    assertEquals(
        List.of(1_700_000_000L, 1_700_000_001L, 1_700_000_002L),
        log.getEntries()
            .filter(entry -> entry.getLoggedAt().isPresent())
            .map(entry -> entry.getLoggedAt().orElseThrow().getEpochSecond())
            .toList());
    assertEquals(
        Instant.ofEpochSecond(1_700_000_002),
        log.getEntries().stream()
            .reduce((earlier, later) -> later)
            .orElseThrow()
            .getLoggedAt()
            .orElseThrow());
  }

  @Test
  void aLogThatWasCutOffGivesWhatWasWhole() throws IOException {
    long whole = Files.size(file);
    byte[] entry = logged("/sectors/77", recordOf(77), 1_700_000_000);
    append(entry);
    append(logged("/sectors/78", recordOf(78), 1_700_000_001));
    byte[] all = Files.readAllBytes(file);
    for (int cut = (int) whole + entry.length + 1; cut < all.length; cut += 97) {
      Files.write(file, Arrays.copyOf(all, cut));
      List<SectorRecord> rows = MetadataBackup.open(file).getSectorRecords().toList();
      assertEquals(77, rows.get(rows.size() - 2).number().orElseThrow());
      OperatorException problem = rows.get(rows.size() - 1).problem().orElseThrow();
      assertEquals(ErrorCode.DAMAGED, problem.code());
      assertTrue(problem.what().contains("from offset " + (whole + entry.length) + " on"));
    }
  }

  @Test
  void aChangedByteIsNoticedWherever() throws IOException {
    Random random = new Random(7);
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = recorded.clone();
      int place = random.nextInt(damaged.length);
      damaged[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      MetadataBackup backup = MetadataBackup.open(file);
      OperatorException problem = backup.getProblem().orElseThrow();
      assertEquals(ErrorCode.DAMAGED, problem.code());
      assertEquals(file.toString(), problem.where());
      assertFalse(backup.getSectorRecords().toList().isEmpty());
    }
  }

  @Test
  void aCutAnywhereGivesTheEntriesBeforeIt() throws IOException {
    List<BackupEntry> whole = MetadataBackup.open(file).getEntries().toList();
    Random random = new Random(8);
    for (int trial = 0; trial < 60; trial++) {
      int cut = random.nextInt(recorded.length);
      Files.write(file, Arrays.copyOf(recorded, cut));
      List<BackupEntry> rows = MetadataBackup.open(file).getEntries().toList();
      assertTrue(rows.get(rows.size() - 1).getProblem().isPresent());
      for (int i = 0; i < rows.size() - 1; i++) {
        assertEquals(whole.get(i).getKey(), rows.get(i).getKey());
        assertArrayEquals(whole.get(i).getValue(), rows.get(i).getValue());
      }
    }
  }

  @Test
  void somethingElseIsNotTakenForABackup() throws IOException {
    Files.writeString(file, "PK not a backup");
    OperatorException problem = MetadataBackup.open(file).getProblem().orElseThrow();
    assertTrue(problem.what().startsWith("is no backup of lotus metadata"), problem.what());
    OperatorException missing =
        assertThrows(OperatorException.class, () -> MetadataBackup.open(path.resolve("absent")));
    assertEquals(ErrorCode.NOT_FOUND, missing.code());
  }

  private static byte[] recordOf(long number) {
    return RecordedSectors.of("/sectors/12").decode().toBuilder(number).build().encode();
  }

  private void append(byte[] entry) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Files.readAllBytes(file));
    all.writeBytes(entry);
    Files.write(file, all.toByteArray());
  }

  private static byte[] logged(String key, byte[] value, long seconds) {
    return new CborWriter()
        .writeArrayHeader(3)
        .writeBytes(key.getBytes(UTF_8))
        .writeBytes(value)
        .writeSigned(seconds)
        .toBytes();
  }
}
