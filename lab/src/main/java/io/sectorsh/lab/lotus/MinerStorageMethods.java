package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.ChainSector;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** lotus-miner's methods about storage, workers and what can be proven. */
public final class MinerStorageMethods {
  private static final long CAPACITY = 270_553_174_016L;
  private static final long AVAILABLE = 70_428_012_544L;

  private final SeededBytes seeded;
  private final SimulatedChain chain;
  private final MinerPaths paths;
  private final String remote;

  /**
   * @param port of the miner's API, which serves the files as well
   */
  public MinerStorageMethods(MinerPaths paths, SeededBytes seeded, SimulatedChain chain, int port) {
    this.paths = paths;
    this.seeded = seeded;
    this.chain = chain;
    this.remote = "http://127.0.0.1:" + port + "/remote";
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.admin("StorageList", none -> list());
    table.admin("StorageLocal", none -> local());
    table.admin("StorageInfo", call -> info(call.text(0)), ParameterType.STRING);
    table.admin("StorageStat", call -> stat(call.text(0)), ParameterType.STRING);
    table.admin(
        "StorageFindSector",
        call -> find(call.sector(0), call.number(1)),
        ParameterType.SECTOR_ID,
        ParameterType.INT,
        ParameterType.UINT64,
        ParameterType.BOOL);
    table.admin("StorageGetLocks", none -> GoJson.object().set("Locks", GoJson.array()));
    table.admin("WorkerStats", none -> workers());
    table.admin("WorkerJobs", none -> GoJson.object());
    table.admin("SealingSchedDiag", call -> scheduler(), ParameterType.BOOL);
    table.admin("CheckProvable", call -> check(call.node(1)), ParameterType.INT, ParameterType.ANY);
  }

  private ObjectNode list() {
    ObjectNode json = GoJson.object();
    paths.all().forEach((id, path) -> json.set(id, declared(path)));
    return json;
  }

  private static ArrayNode declared(Path path) {
    TreeMap<Long, Integer> found = new TreeMap<>();
    for (int kind = 0; kind < MinerPaths.KINDS.size(); kind++) {
      int bit = 1 << kind;
      sectors(path.resolve(MinerPaths.KINDS.get(kind)))
          .forEach(number -> found.merge(number, bit, (one, other) -> one | other));
    }
    ArrayNode list = GoJson.array();
    found.forEach(
        (number, bits) ->
            list.addObject()
                .put("Miner", Population.MINER)
                .put("Number", number)
                .put("SectorFileType", bits));
    return list;
  }

  private static List<Long> sectors(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> SectorId.readByLotus(entry.getFileName().toString()))
          .flatMap(Optional::stream)
          .map(SectorId::number)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private ObjectNode local() {
    ObjectNode json = GoJson.object();
    paths.all().forEach((id, path) -> json.put(id, path.toString()));
    return json;
  }

  private boolean seals(String id) {
    return id.equals(LotusFiles.storageId(seeded, "repo"));
  }

  private JsonNode info(String id) {
    requirePath(id, "");
    ObjectNode json = GoJson.object().put("ID", id);
    json.putArray("URLs").add(remote);
    json.put("Weight", 10).put("MaxStorage", 0);
    json.put("CanSeal", seals(id)).put("CanStore", true);
    json.putNull("Groups").putNull("AllowTo");
    json.putArray("AllowTypes");
    json.putArray("DenyTypes");
    return json.putNull("AllowMiners").putNull("DenyMiners");
  }

  private void requirePath(String id, String context) {
    if (!paths.all().containsKey(id)) {
      throw RpcFault.application(context + "sector store not found");
    }
  }

  private JsonNode stat(String id) {
    requirePath(id, "getting remote storage info: ");
    return GoJson.object()
        .put("Capacity", CAPACITY)
        .put("Available", AVAILABLE)
        .put("FSAvailable", AVAILABLE)
        .put("Reserved", 0)
        .put("Max", 0)
        .put("Used", 0);
  }

  private JsonNode find(SectorId sector, long bits) {
    ArrayNode list = GoJson.array();
    for (Map.Entry<String, Path> path : paths.all().entrySet()) {
      ArrayNode urls = GoJson.array();
      for (int kind = 0; kind < MinerPaths.KINDS.size(); kind++) {
        String file = MinerPaths.KINDS.get(kind) + "/" + sector.fileName();
        if ((bits & 1L << kind) != 0 && Files.exists(path.getValue().resolve(file))) {
          urls.add(remote + "/" + file);
        }
      }
      if (!urls.isEmpty()) {
        list.add(location(path.getKey(), urls));
      }
    }
    return list;
  }

  private ObjectNode location(String id, ArrayNode urls) {
    ObjectNode json = GoJson.object().put("ID", id);
    json.set("URLs", urls);
    json.putArray("BaseURLs").add(remote);
    json.put("Weight", 10).put("CanSeal", seals(id)).put("CanStore", true).put("Primary", true);
    json.putArray("AllowTypes");
    json.putArray("DenyTypes");
    return json.putNull("AllowMiners").putNull("DenyMiners");
  }

  private ObjectNode workers() {
    ObjectNode resources = GoJson.object().put("MemPhysical", 25_276_502_016L);
    resources.put("MemUsed", 1_508_925_440L).put("MemSwap", 0).put("MemSwapUsed", 0);
    resources.put("CPUs", 2).putArray("GPUs");
    resources.putObject("Resources");
    ObjectNode info = GoJson.object().put("Hostname", "lab").put("IgnoreResources", false);
    info.set("Resources", resources);
    ObjectNode worker = GoJson.object();
    worker.set("Info", info);
    worker.putArray("Tasks").add("seal/v0/addpiece").add("seal/v0/fetch");
    worker.put("Enabled", true).put("MemUsedMin", 0).put("MemUsedMax", 0);
    worker.put("GpuUsed", 0).put("CpuUse", 0).putObject("TaskCounts");
    return GoJson.object().set(seeded.uuid("worker"), worker);
  }

  private ObjectNode scheduler() {
    ObjectNode queue = GoJson.object().putNull("Requests");
    queue.putArray("OpenWindows").add(seeded.uuid("worker"));
    ObjectNode json = GoJson.object();
    json.set("SchedInfo", queue);
    json.putNull("ReturnedWork").putNull("Waiting");
    json.putObject("CallToWork");
    return json.putNull("EarlyRet");
  }

  private JsonNode check(JsonNode sectors) {
    ObjectNode bad = GoJson.object();
    for (JsonNode sector : sectors) {
      long number = sector.at("/ID/Number").asLong();
      SectorId id = new SectorId(sector.at("/ID/Miner").asLong(), number);
      boolean upgraded = chain.sector(number).flatMap(ChainSector::keyCid).isPresent();
      if (find(id, upgraded ? 8 : 2).isEmpty()) {
        bad.put(Long.toString(number), "generating vanilla proof: sector not found");
      }
    }
    return bad;
  }
}
