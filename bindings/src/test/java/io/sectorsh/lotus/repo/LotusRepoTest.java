package io.sectorsh.lotus.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.record.SectorState;
import io.sectorsh.lotus.storage.StoragePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LotusRepoTest {
  @TempDir Path path;

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static Map<String, byte[]> keys() {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    keys.put("/miner-address", hex("00e807"));
    keys.put("/storage/nextid", hex("13"));
    keys.put("/storage/sectorsids/allocated", hex("428402"));
    keys.put("/storage/sectorsids/reserved", hex("46804c452b6316"));
    keys.put("/storage/sectorsids/reserved/myres", hex("44804c452b"));
    keys.put("/storage/sectorsids/reserved/r3", hex("448055c002"));
    RecordedSectors.all().forEach(sector -> keys.put(sector.key(), sector.bytes()));
    keys.put("/slashfilter/epoch/t01000/1", hex("00"));
    return keys;
  }

  @Test
  void readsWhatLotusWroteUnderItsKeys() throws IOException {
    LotusRepo repo = TestRepo.create(path, keys());
    assertEquals(Optional.of(Address.ofId(1000)), repo.getMinerAddress());
    assertEquals(OptionalLong.of(19), repo.getNextid());
    assertEquals(Optional.of(SectorNumbers.range(0, 19)), repo.getAllocated());
    assertEquals(16, repo.getReserved().count());
    assertEquals(
        Map.of("myres", SectorNumbers.parse("100-109,200"), "r3", SectorNumbers.range(300, 304)),
        repo.getReservations());
    assertEquals(RecordedSectors.all().size(), repo.getSectors().count());
    assertEquals(RecordedSectors.of("/sectors/12").decode(), repo.sector(12));
    assertFalse(repo.isInUse());
  }

  /** As {@code lotus-miner sectors numbers info} printed it: allocated 0-19, next free 20. */
  @Test
  void theNextNumberIsTheOneThatLotusGave() throws IOException {
    LotusRepo repo = TestRepo.create(path, keys());
    assertEquals(20, repo.getNextNumber());
    assertEquals(20, repo.nextNumber(SectorNumbers.range(0, 19)));
    assertEquals(22, repo.nextNumber(SectorNumbers.parse("20-21,23")));
    assertEquals(110, repo.nextNumber(SectorNumbers.range(0, 99)));
    assertEquals(305, repo.nextNumber(SectorNumbers.parse("5-199,201-299")));
  }

  @Test
  void everyRecordedStateIsOneThatIsKnown() {
    assertEquals(63, SectorState.values().length);
    RecordedSectors.all()
        .forEach(
            sector -> {
              String word = sector.decode().getState();
              assertEquals(word, SectorState.ofWord(word).orElseThrow().word());
            });
    assertEquals(Optional.empty(), SectorState.ofWord("proving"));
  }

  @Test
  void aRepositoryWithoutCountersHasNone() throws IOException {
    LotusRepo repo = TestRepo.create(path, Map.of());
    assertEquals(OptionalLong.empty(), repo.getNextid());
    assertEquals(Optional.empty(), repo.getAllocated());
    assertEquals(SectorNumbers.EMPTY, repo.getReserved());
    assertEquals(Optional.empty(), repo.getMinerAddress());
    assertEquals(0, repo.getSectors().count());
  }

  @Test
  void theKeyIsTrustedWhenTheRecordNamesAnotherSector() throws IOException {
    byte[] twelve = RecordedSectors.of("/sectors/12").bytes();
    LotusRepo repo = TestRepo.create(path, Map.of("/sectors/77", twelve));
    SectorInfo info = repo.sector(77);
    assertEquals(77, info.getSectorNumber());
    assertEquals(12, info.getRecordedNumber());
    SectorRecord entry = repo.getSectorRecords().first().orElseThrow();
    assertEquals(Optional.of(info), entry.sector());
    assertTrue(entry.problem().orElseThrow().what().contains("sector 12"));
  }

  @Test
  void aRecordThatCannotBeReadIsARowWithItsProblem() throws IOException {
    Map<String, byte[]> keys = keys();
    keys.put("/sectors/2", hex("a1"));
    keys.put("/sectors/x", RecordedSectors.of("/sectors/12").bytes());
    LotusRepo repo = TestRepo.create(path, keys);
    List<SectorRecord> damaged =
        repo.getSectorRecords().filter(entry -> entry.sector().isEmpty()).toList();
    assertEquals(
        List.of("/sectors/2", "/sectors/x"), damaged.stream().map(SectorRecord::key).toList());
    assertEquals(RecordedSectors.all().size() + 2, repo.getSectorRecords().count());
    OperatorException failure =
        assertThrows(OperatorException.class, () -> repo.getSectors().count());
    assertEquals(ErrorCode.DAMAGED, failure.code());
    assertTrue(failure.where().endsWith("/sectors/2"), failure::where);
    assertThrows(OperatorException.class, () -> repo.findSector(2));
  }

  @Test
  void aSectorThatIsNotThereIsToldByNumber() throws IOException {
    LotusRepo repo = TestRepo.create(path, keys());
    assertEquals(Optional.empty(), repo.findSector(4711));
    OperatorException failure = assertThrows(OperatorException.class, () -> repo.sector(4711));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
    assertEquals("no sector 4711", failure.what());
  }

  @Test
  void aDirectoryThatIsNoRepositoryIsToldWithWhereOneIs() throws IOException {
    TestRepo.create(path.resolve("miner"), Map.of());
    OperatorException below = assertThrows(OperatorException.class, () -> LotusRepo.open(path));
    assertEquals(ErrorCode.NOT_A_REPO, below.code());
    assertEquals("Did you mean " + path.resolve("miner") + "?", below.next());
    Path inside = path.resolve("miner/datastore/metadata");
    OperatorException above = assertThrows(OperatorException.class, () -> LotusRepo.open(inside));
    assertEquals("Did you mean " + path.resolve("miner") + "?", above.next());
    Path missing = path.resolve("none");
    OperatorException none = assertThrows(OperatorException.class, () -> LotusRepo.open(missing));
    assertEquals("does not exist", none.what());
  }

  @Test
  void readsStoragePathsWithTheirOwnFiles() throws IOException {
    LotusRepo repo = TestRepo.create(path, Map.of());
    assertEquals(List.of(), repo.getStoragePaths());
    Path store = Files.createDirectory(path.resolve("store"));
    Path lost = path.resolve("lost");
    Files.writeString(
        path.resolve("storage.json"),
        "{\"storagepaths\":[{\"Path\":\"" + store + "\"},{\"Path\":\"" + lost + "\"}]}");
    Files.writeString(
        store.resolve("sectorstore.json"),
        "{\"ID\":\"347c\",\"weight\":10,\"CanSeal\":true,\"CanStore\":false,\"Groups\":null,"
            + "\"AllowTypes\":[\"sealed\"],\"Later\":1}");
    List<StoragePath> paths = repo.getStoragePaths();
    assertEquals("347c", paths.get(0).id());
    assertEquals(10, paths.get(0).weight());
    assertTrue(paths.get(0).canSeal() && !paths.get(0).canStore());
    assertEquals(List.of("sealed"), paths.get(0).allowTypes());
    assertEquals(Optional.empty(), paths.get(0).problem());
    assertEquals(lost, paths.get(1).path());
    assertEquals(ErrorCode.NOT_FOUND, paths.get(1).problem().orElseThrow().code());
    Files.writeString(path.resolve("storage.json"), "{\"StoragePaths\":[{\"Path\":\"\\u0000\"}]}");
    OperatorException failure = assertThrows(OperatorException.class, repo::getStoragePaths);
    assertEquals(ErrorCode.DAMAGED, failure.code());
  }

  @Test
  void theConfigurationHasOnlyWhatIsSetAndNoSecrets() throws IOException {
    LotusRepo repo = TestRepo.create(path, Map.of());
    assertEquals(Map.of(), repo.getConfig());
    Files.writeString(
        path.resolve("config.toml"),
        """
        [Subsystems]
          # EnableMining = true
          SealerApiInfo = "eyJ.secret:/ip4/1.2.3.4/tcp/2345"
        [Sealing]
          MaxWaitDealsSectors = 2
        """);
    assertEquals(
        Map.of(
            "Subsystems",
            Map.of("SealerApiInfo", "(hidden)"),
            "Sealing",
            Map.of("MaxWaitDealsSectors", 2)),
        repo.getConfig());
    Files.writeString(path.resolve("config.toml"), "[API]\nx = \n");
    OperatorException failure = assertThrows(OperatorException.class, repo::getConfig);
    assertEquals("is not TOML, in line 2", failure.what());
  }
}
