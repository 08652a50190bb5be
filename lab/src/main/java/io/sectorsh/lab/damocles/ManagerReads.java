package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.util.function.Predicate;

/** The manager's methods that look: sector states, versions, configuration, workers. */
public final class ManagerReads {
  private static final String VERSION = "v0.13.1-prod-git.4235a89";
  private static final String[] JOBS = {"All", "Sealing", "SnapUp", "Rebuild", "Unseal"};

  private final DamoclesStates states;
  private final DamoclesWorkers workers;
  private final ReloadedConfig config;

  /** Answers from the states and the workers, and from the configuration in the manager's home. */
  public ManagerReads(DamoclesStates states, DamoclesWorkers workers, StoreLayout layout) {
    this.config = new ReloadedConfig(DamoclesFiles.config(layout));
    this.states = states;
    this.workers = workers;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    addSectors(table);
    table.read("Version", none -> TextNode.valueOf(VERSION));
    table.read("GetInfo", call -> info(call.number(0)), ParameterType.ACTOR_ID);
    table.read("GetMinerConfig", call -> config(call.number(0)), ParameterType.ACTOR_ID);
    table.read("WorkerPingInfoList", none -> workers.list());
    table.read("WorkerGetPingInfo", call -> workers.find(call.text(0)), ParameterType.STRING);
  }

  private void addSectors(RpcTable table) {
    table.read("ListSectors", this::list, ParameterType.STRING, ParameterType.WORKER_JOB);
    table.read(
        "FindSector",
        call -> load(call.text(0), call.sector(1)),
        ParameterType.STRING,
        ParameterType.SECTOR_ID);
    table.read(
        "FindSectorInAllStates",
        call ->
            states
                .find(DamoclesStates.ONLINE, call.sector(0))
                .or(() -> states.find(DamoclesStates.OFFLINE, call.sector(0)))
                .orElseThrow(() -> RpcFault.application("key not found")),
        ParameterType.SECTOR_ID);
    table.read("FindSectorsWithDeal", this::withDeal, ParameterType.STRING, ParameterType.UINT64);
    table.read("FindSectorWithPiece", this::withPiece, ParameterType.STRING, ParameterType.CID);
    table.read(
        "PollTerminateSectorState",
        call -> load(DamoclesStates.OFFLINE, call.sector(0)).path("TerminateInfo"),
        ParameterType.SECTOR_ID);
  }

  /** A state that must exist in one store. */
  ObjectNode load(String store, SectorId id) {
    requireStore(store, "");
    return states
        .find(store, id)
        .orElseThrow(() -> RpcFault.application("load state from " + store + ": key not found"));
  }

  static void requireStore(String store, String context) {
    if (!DamoclesStates.isStore(store)) {
      throw RpcFault.application(context + "kv for worker state " + store + " does not exist");
    }
  }

  private JsonNode list(Parameters call) {
    int job = (int) call.number(1);
    ArrayNode list = GoJson.array();
    if (job < 0 || job >= JOBS.length) {
      return list;
    }
    requireStore(call.text(0), "get iter for " + JOBS[job] + ": get iter: ");
    states.list(call.text(0)).stream()
        .filter(state -> job == 0 || jobOf(state) == job)
        .forEach(list::add);
    return list;
  }

  private static int jobOf(JsonNode state) {
    if (state.path("NeedRebuild").asBoolean()) {
      return 3;
    }
    if (state.path("Unsealing").asBoolean()) {
      return 4;
    }
    return state.path("Upgraded").asBoolean() ? 2 : 1;
  }

  private JsonNode withDeal(Parameters call) {
    long deal = call.number(1);
    if (deal == 0) {
      throw RpcFault.application("empty deal id");
    }
    requireStore(call.text(0), "");
    ArrayNode found = GoJson.array();
    for (ObjectNode state : states.list(call.text(0))) {
      boolean legacy = holds(state.path("Deals"), one -> one.path("ID").asLong() == deal);
      boolean holds =
          holds(state.path("Pieces"), one -> one.path("DealInfo").path("DealID").asLong() == deal);
      if (legacy || holds) {
        found.add(state);
      }
    }
    return found.isEmpty() ? NullNode.instance : found;
  }

  private JsonNode withPiece(Parameters call) {
    requireStore(call.text(0), "");
    String cid = call.cid(1);
    JsonNode last = NullNode.instance;
    for (ObjectNode state : states.list(call.text(0))) {
      boolean legacy = holds(state.path("Deals"), one -> isPiece(one.at("/Piece/Cid"), cid));
      if (legacy || holds(state.path("Pieces"), one -> isPiece(one.at("/Piece/PieceCID"), cid))) {
        last = state;
      }
    }
    return last;
  }

  private static boolean isPiece(JsonNode cid, String wanted) {
    return !wanted.isEmpty() && cid.path("/").asText().equals(wanted);
  }

  private static boolean holds(JsonNode list, Predicate<JsonNode> wanted) {
    for (JsonNode one : list) {
      if (wanted.test(one)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode info(long miner) {
    if (miner != Population.MINER) {
      throw RpcFault.application("failed to get miner actor: actor not found");
    }
    return GoJson.object()
        .put("ID", miner)
        .put("Addr", Address.ofId(miner).toString())
        .put("SectorSize", PlannedSector.SIZE)
        .put("WindowPoStProofType", 10)
        .put("SealProofType", 5);
  }

  private JsonNode config(long miner) {
    if (miner != Population.MINER) {
      throw RpcFault.application("config for miner actor " + miner + " not found");
    }
    return config.read();
  }
}
