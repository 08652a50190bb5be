package io.sectorsh.lotus.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.Uvarint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoSnapshotTest {
  @TempDir Path path;

  private static byte[] record(long number, String state) {
    return RecordedSectors.of("/sectors/12").decode().toBuilder(number)
        .state(state)
        .build()
        .encode();
  }

  @Test
  void allAnswersAreOfOneMoment() throws IOException {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    keys.put("/miner-address", new byte[] {0, (byte) 0xe8, 7});
    keys.put("/storage/nextid", new byte[] {1});
    keys.put("/sectors/0", record(0, "Proving"));
    keys.put("/sectors/1", record(1, "Proving"));
    LotusRepo repo = TestRepo.create(path, keys);
    Instant before = Instant.now();
    try (RepoSnapshot snapshot = repo.snapshot()) {
      repo.edit(
          edit -> {
            edit.updateSector(0, it -> it.toBuilder().state("Removed").build());
            edit.removeSector(1);
            edit.reserve("later", SectorNumbers.of(2));
          });
      assertEquals("Proving", snapshot.sector(0).getState());
      assertEquals(2, snapshot.getSectors().count());
      assertEquals(2, snapshot.getSectorRecords().count());
      assertEquals(OptionalLong.of(1), snapshot.getNextid());
      assertEquals(Optional.empty(), snapshot.getAllocated());
      assertEquals(Map.of(), snapshot.getReservations());
      assertEquals(2, snapshot.getNextNumber());
      assertEquals(4, snapshot.nextNumber(SectorNumbers.of(2, 3)));
      assertEquals(Optional.of(Address.ofId(1000)), snapshot.getMinerAddress());
      assertFalse(snapshot.getAsOf().isBefore(before));
      assertFalse(snapshot.isLive());
      assertThrows(OperatorException.class, () -> snapshot.sector(7));
    }
    assertEquals(1, repo.getSectors().count());
    assertEquals(3, repo.getNextNumber());
  }

  /**
   * The database is written to and its tables are merged and deleted while the snapshot is read. (A
   * writer in the middle of a write is tried by {@code src/interop/goleveldb/check.sh}: lotus' own
   * library writes there, without the zeros that leveldbjni keeps behind an open log.)
   */
  @Test
  void aRepositoryThatAMinerWritesToIsReadAsOfOneWrite() throws Exception {
    LotusRepo repo = TestRepo.create(path, Map.of("/storage/nextid", new byte[] {0}));
    Files.createFile(path.resolve("repo.lock"));
    Process miner = LockingChild.start(path.resolve("repo.lock"));
    try {
      for (int round = 0; round < 10; round++) {
        write(repo, round, 1, () -> {});
        try (RepoSnapshot snapshot = repo.snapshot()) {
          int expected = round;
          write(repo, 100 + round, 40, () -> check(snapshot, expected));
        }
      }
    } finally {
      miner.destroyForcibly().waitFor();
    }
  }

  private static void check(RepoSnapshot snapshot, int round) {
    assertTrue(snapshot.isLive());
    assertTrue(snapshot.toString().endsWith(", in use then"));
    assertEquals(OptionalLong.of(round), snapshot.getNextid());
    assertEquals(30, snapshot.getSectors().count());
    snapshot.getSectors().forEach(sector -> assertEquals(round, sector.getInvalidProofs()));
  }

  private static void write(LotusRepo repo, int round, int times, Runnable inBetween)
      throws IOException {
    Options options = new Options().compressionType(CompressionType.NONE).writeBufferSize(64 << 10);
    try (DB database = JniDBFactory.factory.open(repo.getMetadataPath().toFile(), options)) {
      for (int time = 0; time < times; time++) {
        writeRound(database, round);
      }
      database.compactRange(null, null);
      inBetween.run();
    }
  }

  private static void writeRound(DB database, int round) throws IOException {
    try (WriteBatch batch = database.createWriteBatch()) {
      batch.put("/storage/nextid".getBytes(UTF_8), Uvarint.encode(round));
      for (int number = 0; number < 30; number++) {
        SectorInfo sector =
            SectorInfo.builder(number).state("Proving").invalidProofs(round).build();
        batch.put(("/sectors/" + number).getBytes(UTF_8), sector.encode());
      }
      database.write(batch, new WriteOptions().sync(false));
    }
  }
}
