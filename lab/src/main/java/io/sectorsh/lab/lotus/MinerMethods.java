package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.NodeMethods;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.chain.TipSets;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.JsonWebTokens;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * lotus-miner's methods about itself, its sectors and its numbers, answered from its repository.
 */
public final class MinerMethods {
  private static final int API = 66_816;

  private final LotusRepo repo;
  private final SimulatedChain chain;
  private final SeededBytes seeded;
  private final TipSets tipSets;

  /** Answers from a repository, joined with what the chain says. */
  public MinerMethods(LotusRepo repo, SimulatedChain chain, SeededBytes seeded, TipSets tipSets) {
    this.repo = repo;
    this.chain = chain;
    this.seeded = seeded;
    this.tipSets = tipSets;
  }

  /** Enters the methods; those about tokens go by the miner's own. */
  public void addTo(RpcTable table, JsonWebTokens tokens) {
    addGeneral(table, tokens);
    addSectors(table);
    addNumbers(table);
    addPending(table);
  }

  private void addGeneral(RpcTable table, JsonWebTokens tokens) {
    table.read("Version", none -> NodeMethods.version(API));
    table.read("AuthVerify", call -> NodeMethods.verify(tokens, call), ParameterType.STRING);
    table.admin("AuthNew", call -> NodeMethods.issue(tokens, call), ParameterType.ANY);
    table.read("ActorAddress", none -> TextNode.valueOf(Actors.miner().toString()));
    table.read(
        "ActorSectorSize", call -> IntNode.valueOf(PlannedSector.SIZE), ParameterType.ADDRESS);
    table.read("ActorAddressConfig", none -> addressConfig());
    table.read("MiningBase", none -> tipSets.tipSet(chain.clock().head()));
    table.read(
        "RuntimeSubsystems",
        none -> GoJson.array().add("Mining").add("Sealing").add("SectorStorage"));
    table.read("Session", none -> TextNode.valueOf(seeded.uuid("session")));
    table.read("StartTime", none -> TextNode.valueOf(chain.clock().epochs().genesis().toString()));
    table.admin("LogAlerts", none -> GoJson.array());
  }

  private static ObjectNode addressConfig() {
    ObjectNode json = GoJson.object();
    json.putNull("PreCommitControl").putNull("CommitControl");
    json.putNull("TerminateControl").putNull("DealPublishControl");
    return json.put("DisableOwnerFallback", false).put("DisableWorkerFallback", false);
  }

  private void addSectors(RpcTable table) {
    table.read("SectorsList", none -> numbers(sectors()));
    table.read("SectorsListInStates", call -> inStates(call.node(0)), ParameterType.ANY);
    table.read("SectorsSummary", none -> summary());
    table.read("SectorsStatus", this::status, ParameterType.SECTOR_NUMBER, ParameterType.BOOL);
    for (String broken : new String[] {"SectorsRefs", "SectorGetExpectedSealDuration"}) {
      table.read(
          broken,
          none -> {
            throw RpcFault.panic("Filecoin." + broken);
          });
    }
  }

  private List<SectorInfo> sectors() {
    return repo.getSectors().toList();
  }

  private static ArrayNode numbers(List<SectorInfo> sectors) {
    ArrayNode numbers = GoJson.array();
    sectors.stream()
        .filter(sector -> !sector.getState().isEmpty())
        .forEach(sector -> numbers.add(sector.getRecordedNumber()));
    return numbers;
  }

  private JsonNode inStates(JsonNode states) {
    Set<String> wanted = new HashSet<>();
    states.forEach(state -> wanted.add(state.asText()));
    List<SectorInfo> found = new ArrayList<>(sectors());
    found.removeIf(sector -> !wanted.contains(sector.getState()));
    return found.isEmpty() ? NullNode.instance : numbers(found);
  }

  private ObjectNode summary() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    sectors().forEach(sector -> counts.merge(sector.getState(), 1, Integer::sum));
    ObjectNode json = GoJson.object();
    counts.forEach(json::put);
    return json;
  }

  private JsonNode status(Parameters call) {
    long number = call.number(0);
    SectorInfo sector =
        repo.findSector(number)
            .orElseThrow(
                () ->
                    RpcFault.application(
                        "No state for /%d: datastore: key not found".formatted(number)));
    ObjectNode json = SectorStatusJson.of(sector);
    if (call.flag(1)) {
      chain.sector(number).ifPresent(known -> SectorStatusJson.addOnChain(json, known, chain));
    }
    return json;
  }

  private void addNumbers(RpcTable table) {
    table.read("SectorNumAssignerMeta", none -> assigner());
    table.read("SectorNumReservations", none -> reservations());
  }

  private ObjectNode assigner() {
    SectorNumbers reserved = repo.getReserved();
    SectorNumbers allocated = repo.getAllocated().orElse(SectorNumbers.EMPTY);
    SectorNumbers inUse = reserved.union(allocated).union(chain.allocated());
    ObjectNode json = GoJson.object();
    json.set("Reserved", LotusJson.bitfield(reserved));
    json.set("Allocated", LotusJson.bitfield(allocated));
    json.set("InUse", LotusJson.bitfield(inUse));
    return json.put("Next", inUse.lowestFree());
  }

  private ObjectNode reservations() {
    ObjectNode json = GoJson.object();
    repo.getReservations().forEach((name, numbers) -> json.set(name, LotusJson.bitfield(numbers)));
    return json;
  }

  private static void addPending(RpcTable table) {
    for (String queue : new String[] {"PreCommit", "Commit"}) {
      table.admin("Sector" + queue + "Pending", none -> GoJson.array());
    }
  }
}
