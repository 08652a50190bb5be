package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.posix.WholeFileLock;
import io.sectorsh.profile.EmbeddedSystems;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
  @TempDir Path directory;

  @Test
  void theShellFindsIt() {
    assertTrue(
        ServiceLoader.load(EmbeddedSystems.class).stream()
            .anyMatch(provider -> provider.type() == Lab.class));
  }

  @Test
  void namesAllSystemsInItsProfile() {
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      Profile profile = lab.profile();
      assertEquals("t04079", profile.miner().orElseThrow().toString());
      assertFalse(profile.production());
      assertEquals("t04079", RpcClient.miner(profile).call("ActorAddress").asText());
      assertEquals(
          "f04079", RpcClient.manager(profile).call("GetInfo", 4079).path("Addr").asText());
      assertEquals(
          2048,
          RpcClient.node(profile)
              .call("StateMinerInfo", "f04079", GoJson.array())
              .path("SectorSize")
              .asInt());
      assertTrue(lab.describe().contains(directory.toString()));
      assertFalse(lab.describe().contains("\n"));
    }
  }

  @Test
  void temporaryDirectoryGoesAwayOnClose() {
    Running lab = new Lab().start(Optional.empty(), 1);
    Path repo = lab.profile().lotusMinerRepo().orElseThrow();
    assertTrue(Files.exists(repo));
    lab.close();
    assertFalse(Files.exists(repo.getParent()));
  }

  @Test
  void closingTwiceIsHarmless() {
    Running lab = new Lab().start(Optional.empty(), 1);
    lab.close();
    lab.close();
  }

  @Test
  void aRunningMinerHoldsBothLocksAndTheNewRepoIsFree() throws IOException {
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      Path repo = lab.profile().lotusMinerRepo().orElseThrow();
      assertTrue(RecordLock.tryTake(repo.resolve("repo.lock")).isEmpty());
      Path database = repo.resolve("datastore/metadata/LOCK");
      assertTrue(WholeFileLock.tryShared(database).isEmpty());
      Path fresh = repo.resolveSibling("lotus-miner-new");
      assertFalse(LotusRepo.open(fresh).isInUse());
      WholeFileLock.tryExclusive(fresh.resolve("datastore/metadata/LOCK")).orElseThrow().close();
      assertEquals(0, LotusRepo.open(fresh).getSectors().count());
    }
    assertTrue(
        WholeFileLock.tryShared(directory.resolve("lotus-miner/datastore/metadata/LOCK"))
            .isPresent());
  }

  @Test
  void continuesTheLabInADirectoryWithItsChanges() {
    SectorId unfinished;
    try (Running lab = new Lab().start(Optional.of(directory), 5)) {
      RpcClient manager = RpcClient.manager(lab.profile());
      unfinished = unfinished(manager, RpcClient.node(lab.profile()));
      manager.call("FinalizeSector", GoJson.first(json(unfinished)).orElseThrow());
    }
    try (Running lab = new Lab().start(Optional.of(directory), 6)) {
      RpcClient manager = RpcClient.manager(lab.profile());
      assertTrue(
          manager
              .call("FindSector", "offline", GoJson.first(json(unfinished)).orElseThrow())
              .path("Finalized")
              .asBoolean());
    }
  }

  @Test
  void daemonsGetTheirPortsAgainAndTheOperatorsConfigurationStays() throws IOException {
    Path config = directory.resolve("damocles-manager/sector-manager.cfg");
    Profile first;
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      first = lab.profile();
      Files.writeString(
          config,
          Files.readString(config).replace("InitNumber = 0", "InitNumber = 0\nMinNumber = 777"));
    }
    String port = first.damoclesApi().orElseThrow().replaceAll(".*:", "");
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      assertEquals(first.damoclesApi(), lab.profile().damoclesApi());
      assertEquals(address(first.fullNodeApi()), address(lab.profile().fullNodeApi()));
      assertEquals(address(first.minerApi()), address(lab.profile().minerApi()));
      assertEquals(
          777,
          RpcClient.manager(lab.profile())
              .call("GetMinerConfig", 4079)
              .at("/Sector/MinNumber")
              .asInt());
    }
    try (ServerSocket taken =
            new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress());
        Running lab = new Lab().start(Optional.of(directory), 1)) {
      assertNotEquals(first.damoclesApi(), lab.profile().damoclesApi(), taken + "");
      assertEquals(
          "f04079", RpcClient.manager(lab.profile()).call("GetInfo", 4079).path("Addr").asText());
    }
  }

  private static String address(Optional<String> api) {
    return api.orElseThrow().replaceAll("^[^:]*:", "");
  }

  private static byte[] json(SectorId id) {
    return "{\"Miner\":%d,\"Number\":%d}".formatted(id.miner(), id.number()).getBytes();
  }

  private static SectorId unfinished(RpcClient manager, RpcClient node) {
    for (var state : manager.call("ListSectors", "online", 1)) {
      long number = state.at("/ID/Number").asLong();
      if (!node.call("StateSectorGetInfo", "t04079", number, GoJson.array()).isNull()) {
        return new SectorId(4079, number);
      }
    }
    throw new AssertionError("no sector is on chain but not finalized");
  }

  @Test
  void refusesADirectoryWithForeignContent() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "mine");
    OperatorException refused =
        assertThrows(OperatorException.class, () -> new Lab().start(Optional.of(directory), 1));
    assertEquals(ErrorCode.REFUSED, refused.code());
    assertEquals("mine", Files.readString(directory.resolve("notes.txt")));
  }

  @Test
  void refusesADirectoryWhoseLabRuns() {
    try (Running lab = new Lab().start(Optional.of(directory), 1)) {
      OperatorException refused =
          assertThrows(OperatorException.class, () -> new Lab().start(Optional.of(directory), 1));
      assertEquals(ErrorCode.IN_USE, refused.code());
      assertEquals("t04079", RpcClient.miner(lab.profile()).call("ActorAddress").asText());
      assertTrue(Files.exists(directory.resolve("lotus-miner/api")));
    }
  }
}
