package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.ChainSector;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The manager's methods that change sector states and files. */
public final class ManagerWrites {
  private static final int STATE_NOT_FOUND = 11001;

  private final DamoclesStates states;
  private final DamoclesWorkers workers;
  private final SimulatedChain chain;
  private final StoreLayout layout;
  private final SeededBytes seeded;

  /** Changes the states, the workers and the files. */
  public ManagerWrites(
      DamoclesStates states,
      DamoclesWorkers workers,
      SimulatedChain chain,
      StoreLayout layout,
      SeededBytes seeded) {
    this.states = states;
    this.workers = workers;
    this.chain = chain;
    this.layout = layout;
    this.seeded = seeded;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    ParameterType sector = ParameterType.SECTOR_ID;
    table.read("FinalizeSector", call -> finalizeSector(call.sector(0)), sector);
    table.read(
        "RestoreSector", call -> restore(call.sector(0), call.flag(1)), sector, ParameterType.BOOL);
    table.read("RemoveSector", call -> remove(call.sector(0)), sector);
    table.read("SectorSetForRebuild", call -> rebuild(call.sector(0)), sector, ParameterType.ANY);
    table.read("TerminateSector", call -> terminate(call.sector(0)), sector);
    table.read("SnapUpCancelCommitment", call -> MissingNode.getInstance(), sector);
    table.read(
        "ImportSector",
        this::importSector,
        ParameterType.STRING,
        ParameterType.ANY,
        ParameterType.BOOL);
    table.read(
        "WorkerPingInfoRemove",
        call -> {
          workers.remove(call.text(0));
          return MissingNode.getInstance();
        },
        ParameterType.STRING);
  }

  private JsonNode finalizeSector(SectorId id) {
    ObjectNode state =
        states
            .find(DamoclesStates.ONLINE, id)
            .orElseThrow(
                () ->
                    new RpcFault(
                        STATE_NOT_FOUND,
                        "error code " + STATE_NOT_FOUND + ": sector state not found"));
    if (!isOnChain(id)) {
      throw RpcFault.application(
          "sector {%d %d} for miner %s not found"
              .formatted(id.miner(), id.number(), Address.ofId(id.miner())));
    }
    state.put("Finalized", true);
    state.put("NeedRebuild", false);
    states.move(DamoclesStates.ONLINE, DamoclesStates.OFFLINE, state);
    return MissingNode.getInstance();
  }

  private boolean isOnChain(SectorId id) {
    return id.miner() == Population.MINER && chain.sector(id.number()).isPresent();
  }

  private JsonNode restore(SectorId id, boolean forced) {
    ObjectNode state = offline(id, "load from offline store: ");
    if (!forced && state.path("AbortReason").asText().isEmpty()) {
      throw RpcFault.application(
          "callback failed before restore: sector is not aborted, can not be normally restored");
    }
    if (!forced && hasDeals(state)) {
      throw RpcFault.application(
          "callback failed before restore: sector with deals can not be normally restored");
    }
    state.put("Finalized", false);
    state.put("AbortReason", "");
    states.move(DamoclesStates.OFFLINE, DamoclesStates.ONLINE, state);
    return NullNode.instance;
  }

  private static boolean hasDeals(JsonNode state) {
    for (JsonNode piece : state.path("Pieces")) {
      JsonNode deal = piece.path("DealInfo");
      if (deal.path("DealID").asLong() != 0 || deal.path("AllocationID").asLong() != 0) {
        return true;
      }
    }
    return !state.path("Deals").isEmpty();
  }

  private ObjectNode offline(SectorId id, String context) {
    return states
        .find(DamoclesStates.OFFLINE, id)
        .orElseThrow(
            () -> RpcFault.application(context + "load state from offline: key not found"));
  }

  private JsonNode remove(SectorId id) {
    ObjectNode state = offline(id, "load sector state: ");
    boolean already = state.path("Removed").asBoolean();
    if (!already && !deleteFiles(id)) {
      throw RpcFault.application("object not found");
    }
    states.put(DamoclesStates.OFFLINE, state.put("Removed", true));
    return MissingNode.getInstance();
  }

  private boolean deleteFiles(SectorId id) {
    boolean any = false;
    for (String store : StoreLayout.STORES) {
      for (String kind : new String[] {"sealed", "cache", "update", "update-cache"}) {
        Path path = layout.store(store).resolve(kind).resolve(id.fileName());
        try {
          any |= DirectoryTree.delete(path);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
    return any;
  }

  private JsonNode rebuild(SectorId id) {
    if (id.miner() != Population.MINER) {
      throw RpcFault.application(
          "miner config unavailable: config for miner actor " + id.miner() + " not found");
    }
    if (!isOnChain(id)) {
      throw RpcFault.application("no available sector info");
    }
    ObjectNode state = offline(id, "restore sector state: load from offline store: ");
    state.put("Finalized", false);
    state.put("NeedRebuild", true);
    states.move(DamoclesStates.OFFLINE, DamoclesStates.ONLINE, state);
    return BooleanNode.TRUE;
  }

  private JsonNode terminate(SectorId id) {
    if (id.miner() == Population.MINER && chain.preCommit(id.number()).isPresent()) {
      throw RpcFault.application(
          "sector was precommitted but not proven, remove instead of terminating");
    }
    if (!isOnChain(id) || !chain.sector(id.number()).filter(ChainSector::isLive).isPresent()) {
      throw RpcFault.application("already terminated");
    }
    ObjectNode state = offline(id, "");
    ObjectNode info = GoJson.object();
    info.set("TerminateCid", LotusJson.cid(seeded.messagerCid("terminate " + id.number())));
    info.put("TerminatedAt", 0).put("AddedHeight", chain.clock().head());
    state.set("TerminateInfo", info);
    states.put(DamoclesStates.OFFLINE, state);
    return GoJson.object().put("Res", 1).set("Desc", NullNode.instance);
  }

  private JsonNode importSector(Parameters call) {
    JsonNode given = call.node(1);
    ManagerReads.requireStore(call.text(0), "import: ");
    if (given.isNull()) {
      return BooleanNode.FALSE;
    }
    JsonNode type = given.path("SectorType");
    if (!given.isObject() || type.isTextual()) {
      throw new RpcFault(
          RpcFault.NOT_DECODABLE,
          "unmarshaling params for 'Venus.ImportSector' (param: **core.SectorState): json: cannot"
              + " unmarshal string into Go struct field SectorState.SectorType of type"
              + " abi.RegisteredSealProof");
    }
    ObjectNode state = DamoclesStateForm.normal(given);
    JsonNode id = state.path("ID");
    SectorId sector = new SectorId(id.path("Miner").asLong(), id.path("Number").asLong());
    if (!call.flag(2) && states.find(call.text(0), sector).isPresent()) {
      return BooleanNode.FALSE;
    }
    states.put(call.text(0), state);
    return BooleanNode.TRUE;
  }
}
