package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.record.NumberList;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.salvage.ChainSectors;
import io.sectorsh.lotus.salvage.SalvageOrigin;
import io.sectorsh.lotus.salvage.SalvageReport;
import io.sectorsh.lotus.salvage.SalvageSources;
import io.sectorsh.lotus.salvage.SalvagedRecord;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoSalvageTest {
  private static final int SECTORS = 400;

  @TempDir Path work;
  private LotusRepo repo;
  private Path to;

  @BeforeEach
  void makeRepository() throws IOException {
    repo = SalvageRepo.create(work.resolve("damaged"), SECTORS);
    to = work.resolve("new");
  }

  @Test
  void aHealthyRepositoryComesOutAsItWas() throws IOException {
    SalvageReport report = repo.salvage(to);
    LotusRepo made = LotusRepo.open(to, new ChangeGuard(Mode.APPLY));
    assertTrue(made.check().isHealthy(), made.check().getFindings()::toString);
    assertEquals(List.of(), report.damages());
    assertEquals(SectorNumbers.EMPTY, report.lost());
    assertEquals(SectorNumbers.range(0, SECTORS - 1), report.sectors());
    assertArrayEquals(SalvageRepo.sector(17).encode(), made.sector(17).encode());
    assertEquals("not a key", Files.readString(to.resolve("keystore/key")));
    assertEquals("[API]\n", Files.readString(to.resolve("config.toml")));
    assertEquals(repo.getNextNumber(), made.getNextNumber());
    assertTrue(
        report.records().toList().stream()
            .allMatch(line -> line.note().isEmpty() || line.origin() == SalvageOrigin.COMPUTED));
  }

  @Test
  void whatIsLostIsToldAndTheDamagedRepositoryStaysAsItIs() throws IOException {
    SectorNumbers gone = damage();
    Map<String, String> before = SalvageRepo.state(repo.getPath());
    SalvageReport report = repo.salvage(to);
    assertEquals(before, SalvageRepo.state(repo.getPath()));
    assertEquals(gone, report.lost());
    assertEquals(SectorNumbers.range(0, SECTORS - 1).subtract(gone), report.sectors());
    LotusRepo made = LotusRepo.open(to, new ChangeGuard(Mode.APPLY));
    assertEquals(report.sectors().count(), made.getSectors().count());
    assertTrue(made.getNextNumber() >= SECTORS);
    assertTrue(made.check().isHealthy(), made.check().getFindings()::toString);
  }

  @Test
  void aBackupFillsTheGaps() throws IOException {
    Path backup = work.resolve("backup");
    repo.writeBackup(backup);
    SectorNumbers gone = damage();
    SalvageReport report = repo.salvage(Map.of("to", to, "backup", backup.toString()));
    assertEquals(SectorNumbers.EMPTY, report.lost());
    assertEquals(gone.count(), report.keys().get(SalvageOrigin.BACKUP));
    checkComplete();
  }

  @Test
  void aLogOfLotusMinerAndAnotherCopyFillTheGaps() throws IOException {
    Path logs = Files.createDirectories(repo.getPath().resolve("kvlog/metadata"));
    repo.writeBackup(logs.resolve("1700000000.log.cbor"));
    damage();
    assertTrue(repo.salvage(to).keys().get(SalvageOrigin.KVLOG) > 0);
    checkComplete();
    LotusRepo another = SalvageRepo.create(work.resolve("copy"), SECTORS);
    SalvageSources copy = SalvageSources.NONE.withCopy(another.getPath());
    Files.delete(logs.resolve("1700000000.log.cbor"));
    to = work.resolve("new-2");
    assertTrue(repo.salvage(to, copy).keys().get(SalvageOrigin.COPY) > 0);
    checkComplete();
  }

  private void checkComplete() {
    LotusRepo made = LotusRepo.open(to, new ChangeGuard(Mode.APPLY));
    for (long number = 0; number < SECTORS; number++) {
      assertEquals(SalvageRepo.sector(number), made.sector(number));
    }
    assertTrue(made.check().isHealthy(), made.check().getFindings()::toString);
  }

  @Test
  void aSectorThatOnlyTheChainKnowsGetsARecordOfWhatTheChainSays() throws IOException {
    SectorNumbers gone = damage();
    SalvageReport report =
        repo.salvage(to, SalvageSources.NONE.withChain(chain(gone.union(SectorNumbers.of(900)))));
    assertEquals(gone.union(SectorNumbers.of(900)), report.fromChain());
    assertEquals(SectorNumbers.EMPTY, report.lost());
    SectorInfo made =
        LotusRepo.open(to, new ChangeGuard(Mode.APPLY)).sector(gone.first().getAsLong());
    assertEquals("FailedUnrecoverable", made.getState());
    assertEquals(Optional.of(cid()), made.getCommR());
    assertEquals(0, made.getTicketValue().length);
    assertEquals(0, made.getSeedValue().length);
    assertEquals(1001, LotusRepo.open(to, new ChangeGuard(Mode.APPLY)).getNextNumber());
    assertTrue(
        report.records().toList().stream()
            .filter(line -> line.origin() == SalvageOrigin.CHAIN)
            .allMatch(line -> line.note().contains("no ticket")));
  }

  private static Cid cid() {
    return RecordedSectors.of("/sectors/10").decode().getCommR().orElseThrow();
  }

  private static ChainSectors chain(SectorNumbers numbers) {
    List<OnChainSector> sectors = numbers.stream().mapToObj(RepoSalvageTest::onChain).toList();
    return new ChainSectors() {
      @Override
      public Rows<OnChainSector> sectors() {
        return Rows.of(OnChainSector.class, sectors);
      }

      @Override
      public SectorNumbers allocated() {
        return SectorNumbers.range(0, 1000);
      }
    };
  }

  private static OnChainSector onChain(long number) {
    return new OnChainSector(
        number,
        SealProof.ofNumber(8),
        cid(),
        new ChainEpoch(1),
        new ChainEpoch(1_000_000),
        BigInteger.ZERO,
        BigInteger.ZERO,
        TokenAmount.ZERO,
        new ChainEpoch(1),
        Optional.empty(),
        0,
        TokenAmount.ZERO);
  }

  @Test
  void numbersOfFilesAreNotGivenOutAgain() throws IOException {
    Files.createDirectories(repo.getPath().resolve("sealed/s-t01000-777"));
    SalvageReport report = repo.salvage(to, SalvageSources.NONE.withFiles(SectorNumbers.of(800)));
    assertTrue(report.allocated().contains(777));
    assertTrue(report.allocated().contains(800));
    assertFalse(Files.exists(to.resolve("sealed")));
    assertTrue(report.notCopied().contains("sealed"));
    assertEquals(800, LotusRepo.open(to, new ChangeGuard(Mode.APPLY)).getNextid().getAsLong());
  }

  @Test
  void nothingIsWrittenWhereSomethingIsOrWhileChangesAreNotAllowed() throws IOException {
    Files.createDirectories(to.resolve("something"));
    refused(to);
    refused(repo.getPath().resolve("inside"));
    LotusRepo observed = LotusRepo.open(repo.getPath(), new ChangeGuard(Mode.OBSERVE));
    assertThrows(RefusedException.class, () -> observed.salvage(work.resolve("other")));
    assertFalse(Files.exists(work.resolve("other")));
  }

  private void refused(Path target) {
    OperatorException told = assertThrows(OperatorException.class, () -> repo.salvage(target));
    assertEquals(ErrorCode.REFUSED, told.code());
  }

  @Test
  void anUnreadableRecordIsLeftOutWithItsBytesInTheReport() throws IOException {
    Map<String, byte[]> entries = new java.util.TreeMap<>(SalvageRepo.entries(10));
    entries.put("/sectors/3", new byte[] {1, 2, 3});
    LotusRepo odd = TestRepo.create(work.resolve("odd"), entries);
    SalvageReport report = odd.salvage(to);
    SalvagedRecord line =
        report.records().filter(record -> record.key().equals("/sectors/3")).first().get();
    assertEquals(SalvageOrigin.LEFT_OUT, line.origin());
    assertTrue(line.note().endsWith("010203"), line::note);
    assertTrue(LotusRepo.open(to, new ChangeGuard(Mode.APPLY)).findSector(3).isEmpty());
    assertTrue(report.allocated().contains(3));
  }

  /** Flips a bit in the middle of the table; returns the sectors of that block. */
  private SectorNumbers damage() throws IOException {
    SalvageRepo.flip(SalvageRepo.tables(repo).get(0), 50_000);
    NumberList left = new NumberList();
    try (var entries = io.sectorsh.leveldb.LevelDbSalvage.open(repo.getMetadataPath()).scan()) {
      while (entries.hasNext()) {
        String key = entries.next().getKeyText();
        if (key.startsWith("/sectors/")) {
          left.add(Long.parseLong(key.substring("/sectors/".length())));
        }
      }
    }
    SectorNumbers gone = SectorNumbers.range(0, SECTORS - 1).subtract(left.toNumbers());
    assertTrue(gone.count() > 0 && gone.count() < 40, gone::toString);
    return gone;
  }
}
