package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The manager's methods around sealing: giving up, candidates for upgrades, randomness. */
public final class ManagerSealing {
  private static final int STATE_NOT_FOUND = 11001;

  private final DamoclesStates states;
  private final ManagerStorage storage;
  private final SeededBytes seeded;
  private final Map<Integer, SectorNumbers> fetched = new ConcurrentHashMap<>();

  /** Answers from the states, and from the candidates that the storage finds. */
  public ManagerSealing(DamoclesStates states, ManagerStorage storage, SeededBytes seeded) {
    this.states = states;
    this.storage = storage;
    this.seeded = seeded;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    ParameterType epoch = ParameterType.EPOCH;
    ParameterType miner = ParameterType.ACTOR_ID;
    ParameterType any = ParameterType.ANY;
    table.read(
        "ReportAborted",
        call -> abort(call.sector(0), call.text(1)),
        ParameterType.SECTOR_ID,
        ParameterType.STRING);
    table.read("SnapUpPreFetch", this::preFetch, miner, any);
    table.read("GetTicket", call -> random("Ticket", call), any, epoch, miner);
    table.read("GetSeed", call -> random("Seed", call), any, epoch, miner);
    table.read("GetWindowPoStChanlleengeRand", call -> random("Rand", call), any, epoch, miner);
    table.read("GetWindowPoStCommitRand", call -> random("Rand", call), any, epoch);
    table.read(
        "SimulateWdPoSt",
        call -> MissingNode.getInstance(),
        ParameterType.INT,
        ParameterType.INT,
        ParameterType.ADDRESS,
        ParameterType.INT,
        any,
        ParameterType.BYTES);
  }

  /** An upgrade that is given up is forgotten; the pieces stay although their deals go back. */
  private JsonNode abort(SectorId id, String reason) {
    ObjectNode state =
        states
            .find(DamoclesStates.ONLINE, id)
            .orElseThrow(
                () ->
                    new RpcFault(
                        STATE_NOT_FOUND,
                        "error code " + STATE_NOT_FOUND + ": sector state not found"));
    state.put("Finalized", true).put("AbortReason", reason).put("Upgraded", false);
    for (String member :
        new String[] {"UpgradePublic", "UpgradedInfo", "UpgradeMessageID", "UpgradeLandedEpoch"}) {
      state.putNull(member);
    }
    states.move(DamoclesStates.ONLINE, DamoclesStates.OFFLINE, state);
    return NullNode.instance;
  }

  private JsonNode preFetch(Parameters call) {
    if (call.number(0) != Population.MINER) {
      throw RpcFault.application(
          "prefetch: get proving deadline: failed to get miner actor: actor not found");
    }
    int deadline = call.node(1).isNull() ? 0 : (int) call.number(1);
    SectorNumbers now = storage.candidatesOf(deadline);
    SectorNumbers before = fetched.getOrDefault(deadline, SectorNumbers.EMPTY);
    fetched.put(deadline, now);
    return GoJson.object().put("Total", now.count()).put("Diff", now.subtract(before).count());
  }

  private JsonNode random(String name, Parameters call) {
    long epoch = call.number(1);
    ObjectNode json = GoJson.object();
    json.set(name, LotusJson.bytes(seeded.nodes("randomness " + name + " " + epoch, 32)));
    return json.put("Epoch", epoch);
  }
}
