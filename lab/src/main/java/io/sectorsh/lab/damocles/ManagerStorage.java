package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.ChainSector;
import io.sectorsh.lab.chain.ProvingSchedule;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The manager's methods about stores, files and proving. */
public final class ManagerStorage {
  private static final long CAPACITY = 270_553_174_016L;
  private static final long USED = 26_545_332_224L;

  private final StoreLayout layout;
  private final SimulatedChain chain;
  private final DamoclesStates states;
  private final Reservations reservations;

  /** Answers from the files that are in the stores. */
  public ManagerStorage(StoreLayout layout, SimulatedChain chain, DamoclesStates states) {
    this.layout = layout;
    this.chain = chain;
    this.states = states;
    this.reservations = new Reservations(states, chain.clock());
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.read("StoreList", none -> stores());
    table.read("StoreBasicInfo", call -> store(call.text(0)), ParameterType.STRING);
    table.read(
        "StoreReleaseReserved",
        call -> BooleanNode.valueOf(reservations.release(call.sector(0))),
        ParameterType.SECTOR_ID);
    table.read(
        "SectorIndexerFind",
        call -> index(call.text(0), call.sector(1)),
        ParameterType.STRING,
        ParameterType.SECTOR_ID);
    table.read("ProvingSectorInfo", call -> proving(call.sector(0)), ParameterType.SECTOR_ID);
    table.read("SnapUpCandidates", call -> candidates(call.number(0)), ParameterType.ACTOR_ID);
    table.read(
        "CheckProvable",
        call -> check(call.number(0), call.node(2)),
        ParameterType.ACTOR_ID,
        ParameterType.INT,
        ParameterType.ANY,
        ParameterType.BOOL,
        ParameterType.BOOL);
    ParameterType any = ParameterType.ANY;
    table.read("UnsealPiece", none -> unseal(), ParameterType.SECTOR_ID, any, any, any, any);
  }

  private static JsonNode unseal() {
    throw new RpcFault(
        RpcFault.NO_SUCH_METHOD,
        "method 'Venus.UnsealPiece' not supported in this mode (no out channel support)");
  }

  private ArrayNode stores() {
    ArrayNode list = GoJson.array();
    for (String name : StoreLayout.STORES) {
      ObjectNode json = basics(name);
      json.put("Type", "ext2/ext3").put("Total", CAPACITY).put("Free", CAPACITY - USED);
      json.put("Used", USED).put("UsedPercent", 100.0 * USED / CAPACITY);
      list.add(reservations.addTo(json, name));
    }
    return list;
  }

  private JsonNode store(String name) {
    return StoreLayout.STORES.contains(name) ? basics(name) : NullNode.instance;
  }

  private ObjectNode basics(String name) {
    ObjectNode json = GoJson.object().put("Name", name);
    json.put("Path", layout.store(name).toString());
    json.put("Strict", false).put("ReadOnly", false).put("Weight", 10);
    return json.set("Meta", NullNode.instance);
  }

  private JsonNode index(String kind, SectorId id) {
    return switch (kind) {
      case "normal" -> found(located("sealed", id));
      case "upgrade" -> found(located("update", id));
      default -> throw RpcFault.application("sector indexer of type " + kind + " is not supported");
    };
  }

  private static ObjectNode found(Optional<String> store) {
    ObjectNode json = GoJson.object().put("Found", store.isPresent());
    return json.set("Instance", accesses(store.orElse("")));
  }

  private static ObjectNode accesses(String store) {
    return GoJson.object().put("SealedFile", store).put("CacheDir", store);
  }

  /** The store that has a file of the sector. */
  private Optional<String> located(String directory, SectorId id) {
    return StoreLayout.STORES.stream()
        .filter(
            store -> Files.exists(layout.store(store).resolve(directory).resolve(id.fileName())))
        .findFirst();
  }

  private JsonNode proving(SectorId id) {
    ChainSector sector =
        Optional.of(id)
            .filter(given -> given.miner() == Population.MINER)
            .flatMap(given -> chain.sector(given.number()))
            .orElseThrow(() -> RpcFault.panic("Venus.ProvingSectorInfo"));
    boolean upgraded = sector.keyCid().isPresent();
    String sealed = (upgraded ? "update/" : "sealed/") + id.fileName();
    String cache = (upgraded ? "update-cache/" : "cache/") + id.fileName();
    String store =
        located(upgraded ? "update" : "sealed", id)
            .orElseThrow(
                () ->
                    RpcFault.application(
                        "get private info: get location for "
                            + id.fileName()
                            + ": object not found"));
    ObjectNode files = GoJson.object();
    files.set("Accesses", accesses(store));
    files.put("CacheDirPath", layout.store(store).resolve(cache).toString());
    files.put("SealedSectorPath", layout.store(store).resolve(sealed).toString());
    files.put("CacheDirURI", cache).put("SealedSectorURI", sealed);
    ObjectNode json = GoJson.object();
    json.set("OnChain", sector.toJson());
    return json.set("Private", files);
  }

  /** Finalized, healthy sectors without data, by deadline. */
  private JsonNode candidates(long miner) {
    if (miner != Population.MINER) {
      return NullNode.instance;
    }
    ArrayNode list = GoJson.array();
    for (int deadline = 0; deadline < ProvingSchedule.DEADLINES; deadline++) {
      SectorNumbers here = candidatesOf(deadline);
      list.add(here.isEmpty() ? NullNode.instance : LotusJson.bitfield(numbers(here)));
    }
    return list;
  }

  private static List<Long> numbers(SectorNumbers set) {
    return set.stream().boxed().toList();
  }

  SectorNumbers candidatesOf(int deadline) {
    Predicate<ChainSector> due = sector -> sector.deadline() == deadline && sector.isActive();
    return SectorNumbers.of(
        states.list(DamoclesStates.OFFLINE).stream()
            .filter(ManagerStorage::isCandidate)
            .mapToLong(state -> state.at("/ID/Number").asLong())
            .filter(number -> chain.sector(number).filter(due).isPresent())
            .toArray());
  }

  private static boolean isCandidate(JsonNode state) {
    return state.path("Finalized").asBoolean()
        && state.path("Pieces").isEmpty()
        && state.path("Deals").isEmpty()
        && state.path("AbortReason").asText().isEmpty()
        && !state.path("Removed").asBoolean()
        && state.at("/TerminateInfo/AddedHeight").asLong() == 0;
  }

  private JsonNode check(long miner, JsonNode sectors) {
    ObjectNode bad = GoJson.object();
    for (JsonNode one : sectors) {
      SectorId id = new SectorId(miner, one.path("SectorNumber").asLong());
      boolean upgraded = chain.sector(id.number()).flatMap(ChainSector::keyCid).isPresent();
      problem(id, upgraded ? "update" : "sealed")
          .ifPresent(problem -> bad.put(Long.toString(id.number()), problem));
    }
    return bad;
  }

  private Optional<String> problem(SectorId id, String directory) {
    if (states.find(DamoclesStates.ONLINE, id).isEmpty()
        && states.find(DamoclesStates.OFFLINE, id).isEmpty()) {
      return Optional.of(
          "get private info: get private info: get location for "
              + id.fileName()
              + ": object not found");
    }
    if (located(directory, id).isPresent()) {
      return Optional.empty();
    }
    String file = directory + "/" + id.fileName();
    Path path = layout.store(StoreLayout.storeOf(id.number())).resolve(file);
    return Optional.of(
        "stat object %s for sealed file: stat %s: no such file or directory".formatted(file, path));
  }
}
