package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.files.SectorFiles;
import io.sectorsh.lab.population.ContentPool;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.FileSet;
import io.sectorsh.lab.population.LotusShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.profile.EmbeddedSystems.Running;
import io.sectorsh.replica.DataTree;
import io.sectorsh.replica.ReplicaCheck;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyTest {
  @TempDir static Path directory;

  private static Running lab;
  private static RpcClient node;
  private static RpcClient manager;
  private static LotusRepo repo;
  private static Population population;
  private static final Map<Long, JsonNode> CHAIN = new TreeMap<>();

  @BeforeAll
  static void start() {
    lab = new Lab().start(java.util.Optional.of(directory), 3);
    node = RpcClient.node(lab.profile());
    manager = RpcClient.manager(lab.profile());
    repo = LotusRepo.open(lab.profile().lotusMinerRepo().orElseThrow());
    population = Population.of(new SeededBytes(3), ContentPool.load());
    for (JsonNode sector : state("StateMinerSectors", GoJson.first("null".getBytes()).get())) {
      CHAIN.put(sector.path("SectorNumber").asLong(), sector);
    }
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  private static JsonNode state(String method, Object... between) {
    Object[] all = new Object[between.length + 2];
    all[0] = "t04079";
    System.arraycopy(between, 0, all, 1, between.length);
    all[all.length - 1] = GoJson.array();
    return node.call(method, all);
  }

  private static SectorNumbers numbers(JsonNode runs) {
    SectorNumbers numbers = SectorNumbers.EMPTY;
    long next = 0;
    for (int run = 0; run < runs.size(); run++) {
      long length = runs.get(run).asLong();
      if (run % 2 == 1) {
        numbers = numbers.union(SectorNumbers.range(next, next + length - 1));
      }
      next += length;
    }
    return numbers;
  }

  private static String cid(JsonNode json) {
    return json.path("/").asText();
  }

  @Test
  void aboutSixtySectorsOnEachSide() {
    assertEquals(61, repo.getSectors().count());
    int online = manager.call("ListSectors", "online", 0).size();
    int offline = manager.call("ListSectors", "offline", 0).size();
    assertEquals(26, online);
    assertEquals(38, offline);
  }

  @Test
  void noNumberIsOnBothSides() {
    Set<Long> lotus = new HashSet<>();
    repo.getSectors().forEach(sector -> lotus.add(sector.getSectorNumber()));
    for (String store : List.of("online", "offline")) {
      for (JsonNode state : manager.call("ListSectors", store, 0)) {
        assertTrue(lotus.add(state.at("/ID/Number").asLong()), state.path("ID").toString());
      }
    }
  }

  @Test
  void lotusRecordsAgreeWithTheChain() {
    Map<Long, LotusShape> shapes = new HashMap<>();
    population.lotus().forEach(sector -> shapes.put(sector.number(), sector.shape()));
    for (SectorInfo sector : repo.getSectors()) {
      LotusShape shape = shapes.get(sector.getSectorNumber());
      assertEquals(shape.state(), sector.getState());
      JsonNode known = CHAIN.get(sector.getSectorNumber());
      assertEquals(shape.form().isOnChain(), known != null, shape.name());
      if (known != null) {
        String key = sector.getCommR().map(Cid::toString).orElseThrow();
        boolean upgraded = !known.path("SectorKeyCID").isNull();
        assertEquals(shape.form().isUpgradedOnChain(), upgraded, shape.name());
        String update = sector.getUpdateSealed().map(Cid::toString).orElse("");
        assertEquals(cid(known.path("SealedCID")), upgraded ? update : key);
        assertEquals(cid(known.path("SectorKeyCID")), upgraded ? key : "");
      }
    }
  }

  @Test
  void damoclesStatesAgreeWithTheChain() {
    Map<Long, DamoclesShape> shapes = new HashMap<>();
    population.damocles().forEach(sector -> shapes.put(sector.number(), sector.shape()));
    for (String store : List.of("online", "offline")) {
      for (JsonNode state : manager.call("ListSectors", store, 0)) {
        DamoclesShape shape = shapes.get(state.at("/ID/Number").asLong());
        assertEquals(store.equals("online"), shape.isOnline());
        JsonNode known = CHAIN.get(state.at("/ID/Number").asLong());
        assertEquals(shape.form().isOnChain(), known != null, shape.name());
        if (known != null) {
          boolean upgraded = !known.path("SectorKeyCID").isNull();
          String key = cid(state.at("/Pre/CommR"));
          String update = cid(state.at("/UpgradedInfo/SealedCID"));
          boolean imported = state.path("Imported").asBoolean();
          assertEquals(cid(known.path("SectorKeyCID")), upgraded ? key : "");
          if (!upgraded || !imported) {
            assertEquals(cid(known.path("SealedCID")), upgraded ? update : key, shape.name());
          }
        }
      }
    }
  }

  @Test
  void someSectorsAreOnChainButNotFinalized() {
    long unfinished = 0;
    for (JsonNode state : manager.call("ListSectors", "online", 1)) {
      assertFalse(state.path("Finalized").asBoolean());
      unfinished += CHAIN.containsKey(state.at("/ID/Number").asLong()) ? 1 : 0;
    }
    assertEquals(5, unfinished);
  }

  @Test
  void preCommitsAreThoseThatWaitForTheirProof() {
    for (PlannedSector<?> sector : population.all()) {
      boolean waits =
          sector.form().stage().reached(Stage.PRECOMMIT_LANDED) && !sector.form().isOnChain();
      JsonNode info = state("StateSectorPreCommitInfo", sector.number());
      assertEquals(waits, !info.isNull(), sector.shape().name());
      if (waits) {
        assertEquals(sector.sealedCid().toString(), cid(info.at("/Info/SealedCID")));
      }
    }
  }

  @Test
  void partitionsHoldTheSectorsOnce() {
    SectorNumbers all = SectorNumbers.EMPTY;
    SectorNumbers faulty = SectorNumbers.EMPTY;
    long live = 0;
    int empty = 0;
    for (int deadline = 0; deadline < 48; deadline++) {
      JsonNode partitions = state("StateMinerPartitions", deadline);
      empty += partitions.isNull() ? 1 : 0;
      for (JsonNode partition : partitions) {
        SectorNumbers here = numbers(partition.path("AllSectors"));
        assertTrue(here.count() <= 2);
        assertTrue(here.intersect(all).isEmpty());
        all = all.union(here);
        faulty = faulty.union(numbers(partition.path("FaultySectors")));
        live += numbers(partition.path("LiveSectors")).count();
        for (long number : here) {
          assertEquals(deadline, state("StateSectorPartition", number).path("Deadline").asInt());
        }
      }
    }
    assertEquals(CHAIN.keySet(), Set.copyOf(all.stream().boxed().toList()));
    assertEquals(numbers(state("StateMinerFaults")), faulty);
    assertEquals(5, faulty.count());
    assertEquals(2, numbers(state("StateMinerRecoveries")).count());
    assertEquals(live, state("StateMinerSectorCount").path("Live").asLong());
    assertTrue(empty > 0);
  }

  @Test
  void allocatedNumbersCoverTheChainAndLotus() {
    SectorNumbers chain = numbers(state("StateMinerAllocated"));
    CHAIN.keySet().forEach(number -> assertTrue(chain.contains(number)));
    JsonNode meta = RpcClient.miner(lab.profile()).call("SectorNumAssignerMeta");
    SectorNumbers lotus = numbers(meta.path("Allocated"));
    repo.getSectors().forEach(sector -> assertTrue(lotus.contains(sector.getSectorNumber())));
    assertEquals(
        chain.union(lotus).union(numbers(meta.path("Reserved"))), numbers(meta.path("InUse")));
    assertFalse(numbers(meta.path("InUse")).contains(meta.path("Next").asLong()));
    assertTrue(repo.getNextid().orElseThrow() < chain.last().orElseThrow());
  }

  @Test
  void filesProveTheirSectorsButForTheDamagedOne() {
    int checked = 0;
    for (PlannedSector<?> sector : population.all()) {
      for (String kind : List.of("sealed", "update")) {
        List<Path> found =
            storages()
                .map(path -> path.resolve(kind))
                .map(path -> path.resolve(name(sector)))
                .filter(Files::exists)
                .toList();
        boolean expected =
            kind.equals("sealed")
                ? sector.form().files().hasSealed()
                : sector.form().files().hasUpdate();
        assertEquals(expected ? 1 : 0, found.size(), sector.shape().name());
        if (expected) {
          checked++;
          check(sector, found.get(0), kind);
        }
      }
    }
    assertTrue(checked > 80, checked + " files");
  }

  private static void check(PlannedSector<?> sector, Path sealed, String kind) {
    Path storage = sealed.getParent().getParent();
    String cache = kind.equals("sealed") ? "cache" : "update-cache";
    ReplicaFiles files =
        new ReplicaFiles(sealed, storage.resolve(cache).resolve(name(sector)), 2048);
    Cid commR = kind.equals("sealed") ? sector.sealedCid() : sector.updateSealedCid();
    long[] everywhere = {0, 1, 8, 63, SectorFiles.DAMAGED_NODE};
    List<ReplicaFinding> findings = ReplicaCheck.check(files, Commitment.ofCid(commR), everywhere);
    boolean damaged = sector.form().files() == FileSet.DAMAGED;
    assertEquals(damaged, !findings.isEmpty(), findings.toString());
  }

  private static Stream<Path> storages() {
    return Stream.of(
        directory.resolve("stores/store-a"),
        directory.resolve("stores/store-b"),
        directory.resolve("stores/lotus-store"),
        directory.resolve("lotus-miner"));
  }

  private static String name(PlannedSector<?> sector) {
    return new SectorId(4079, sector.number()).fileName();
  }

  @Test
  void unsealedFilesHoldThePieces() throws IOException {
    int checked = 0;
    for (PlannedSector<LotusShape> sector : population.lotus()) {
      for (Path storage : storages().toList()) {
        Path file = storage.resolve("unsealed").resolve(name(sector));
        if (Files.exists(file)) {
          byte[] bytes = Files.readAllBytes(file);
          assertEquals(2055, bytes.length);
          Commitment data = DataTree.ofPadded(Commitment.Kind.DATA, Arrays.copyOf(bytes, 2048));
          Cid expected = sector.form().isSnap() ? sector.updateUnsealedCid() : sector.unsealedCid();
          assertEquals(expected, data.toCid());
          checked++;
        }
      }
    }
    assertTrue(checked > 10);
  }

  @Test
  void historyEndsInTheStateOfTheRecord() {
    for (SectorInfo sector : repo.getSectors()) {
      assertFalse(sector.getLog().isEmpty(), sector.toString());
      long last = 0;
      for (var entry : sector.getLog()) {
        assertTrue(entry.timestamp() >= last, sector + " " + entry);
        last = entry.timestamp();
      }
      boolean started = sector.getLog().get(0).kind().startsWith("event;sealing.SectorStart");
      assertTrue(started, sector.toString());
      assertTrue(last <= System.currentTimeMillis() / 1000, sector + " is ahead of time");
    }
  }
}
