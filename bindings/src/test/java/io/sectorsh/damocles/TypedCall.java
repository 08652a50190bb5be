package io.sectorsh.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.rows.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded call made with the typed method for it. The value comes back as the JSON that it was
 * made from, as far as the type keeps it.
 */
interface TypedCall {
  JsonNode make(DamoclesManager manager, JsonNode params);

  JsonMapper JSON = JsonMapper.builder().build();

  /** Parameters that a type of ours cannot be made from: such a call is made by its name. */
  final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Map<String, TypedCall> all() {
    Map<String, TypedCall> calls = new LinkedHashMap<>();
    addSectors(calls);
    addChanges(calls);
    addFiles(calls);
    addProving(calls);
    addMiners(calls);
    addWorkers(calls);
    return calls;
  }

  private static void addSectors(Map<String, TypedCall> calls) {
    calls.put(
        "Version",
        (manager, params) -> {
          if (!params.isEmpty()) {
            throw new Unfit();
          }
          return JSON.valueToTree(manager.getVersion());
        });
    calls.put(
        "ListSectors",
        (manager, params) ->
            list(manager.listSectors(store(params.get(0)), job(params.get(1))), false));
    calls.put(
        "FindSector",
        (manager, params) -> json(manager.findSector(store(params.get(0)), sector(params.get(1)))));
    calls.put(
        "FindSectorInAllStates",
        (manager, params) -> json(manager.findSectorInAllStates(sector(params.get(0)))));
    calls.put(
        "FindSectorsWithDeal",
        (manager, params) ->
            list(
                manager.findSectorsWithDeal(store(params.get(0)), params.get(1).longValue()),
                true));
    calls.put(
        "FindSectorWithPiece",
        (manager, params) ->
            json(manager.findSectorWithPiece(store(params.get(0)), cid(params.get(1)))));
  }

  private static void addChanges(Map<String, TypedCall> calls) {
    calls.put(
        "ImportSector",
        (manager, params) ->
            JSON.valueToTree(
                manager
                    .getCommands()
                    .importSector(
                        store(params.get(0)), state(params.get(1)), params.get(2).booleanValue())));
    calls.put(
        "RestoreSector",
        (manager, params) ->
            nothing(
                () ->
                    manager
                        .getCommands()
                        .restore(sector(params.get(0)), params.get(1).booleanValue())));
    calls.put(
        "SectorSetForRebuild",
        (manager, params) ->
            JSON.valueToTree(
                manager
                    .getCommands()
                    .setForRebuild(
                        sector(params.get(0)),
                        params.get(1).path("PiecesAvailable").booleanValue())));
    calls.put(
        "FinalizeSector",
        (manager, params) ->
            nothing(() -> manager.getCommands().finalizeSector(sector(params.get(0)))));
    calls.put(
        "ReportAborted",
        (manager, params) ->
            nothing(
                () ->
                    manager.getCommands().abort(sector(params.get(0)), params.get(1).textValue())));
    calls.put(
        "RemoveSector",
        (manager, params) -> nothing(() -> manager.getCommands().remove(sector(params.get(0)))));
    calls.put(
        "TerminateSector",
        (manager, params) -> {
          SubmitResult result = manager.getCommands().terminate(sector(params.get(0)));
          return object().put("Res", result.verdict().ordinal()).set("Desc", NullNode.instance);
        });
    calls.put(
        "PollTerminateSectorState",
        (manager, params) -> {
          TerminateInfo info = manager.getCommands().termination(sector(params.get(0)));
          ObjectNode json = object();
          json.set("TerminateCid", JSON.valueToTree(info.terminateCid().orElse(null)));
          json.put("TerminatedAt", info.terminatedAt().value());
          return json.put("AddedHeight", info.addedHeight().value());
        });
    calls.put(
        "StoreReleaseReserved",
        (manager, params) ->
            JSON.valueToTree(manager.getCommands().releaseReserved(sector(params.get(0)))));
  }

  private static void addFiles(Map<String, TypedCall> calls) {
    calls.put(
        "SectorIndexerFind",
        (manager, params) -> {
          Optional<IndexedFiles> files =
              manager.findFiles(indexed(params.get(0)), sector(params.get(1)));
          ObjectNode json = object().put("Found", files.isPresent());
          return json.set("Instance", access(files.orElse(new IndexedFiles("", ""))));
        });
    calls.put(
        "StoreList",
        (manager, params) -> {
          ArrayNode stores = JsonNodeFactory.instance.arrayNode();
          manager.getStores().forEach(store -> stores.add(store(store)));
          return stores;
        });
    calls.put(
        "StoreBasicInfo",
        (manager, params) ->
            manager
                .findStore(params.get(0).textValue())
                .<JsonNode>map(
                    store ->
                        settings(
                            store.name(),
                            store.path().toString(),
                            store.strict(),
                            store.readOnly(),
                            store.weight(),
                            store.meta()))
                .orElse(NullNode.instance));
  }

  private static ObjectNode settings(
      String name,
      String path,
      boolean strict,
      boolean readOnly,
      long weight,
      Map<String, String> meta) {
    ObjectNode json = object().put("Name", name).put("Path", path).put("Strict", strict);
    json.put("ReadOnly", readOnly).put("Weight", weight);
    return json.set("Meta", meta.isEmpty() ? NullNode.instance : JSON.valueToTree(meta));
  }

  private static ObjectNode store(PersistStore store) {
    ObjectNode json =
        settings(
            store.name(),
            store.path().toString(),
            store.strict(),
            store.readOnly(),
            store.weight(),
            store.meta());
    json.put("Type", store.type()).put("Total", store.total()).put("Free", store.free());
    json.put("Used", store.used()).put("UsedPercent", store.usedPercent());
    json.put("Reserved", store.reserved());
    ArrayNode reserved = json.putArray("ReservedBy");
    for (PersistStore.Reservation one : store.reservedBy()) {
      reserved
          .addObject()
          .put("By", one.by())
          .put("Size", one.size())
          .put("At", one.at().getEpochSecond());
    }
    return json;
  }

  private static void addProving(Map<String, TypedCall> calls) {
    calls.put(
        "CheckProvable",
        (manager, params) ->
            JSON.valueToTree(
                manager
                    .getProving()
                    .check(
                        params.get(0).longValue(),
                        PoStProof.ofNumber(params.get(1).intValue()),
                        toProve(params.get(2)),
                        params.get(3).booleanValue(),
                        params.get(4).booleanValue())));
    calls.put(
        "SimulateWdPoSt",
        (manager, params) ->
            nothing(
                () ->
                    manager
                        .getProving()
                        .simulateWindowPoSt(
                            params.get(0).intValue(),
                            params.get(1).intValue(),
                            address(params.get(2)),
                            PoStProof.ofNumber(params.get(3).intValue()),
                            toProve(params.get(4)),
                            Base64Bytes.parse(params.get(5).textValue()))));
    calls.put(
        "ProvingSectorInfo",
        (manager, params) -> {
          ProvingSector sector = manager.getProving().sector(sector(params.get(0)));
          ObjectNode chain = object().put("SectorNumber", sector.onChain().number());
          chain.put("SealProof", sector.onChain().sealProof().number());
          chain.set("SealedCID", JSON.valueToTree(sector.onChain().sealedCid()));
          ObjectNode files = object();
          files.set("Accesses", access(sector.stores()));
          files.put("CacheDirPath", sector.cacheDir().toString());
          files.put("SealedSectorPath", sector.sealedFile().toString());
          ObjectNode json = object();
          json.set("OnChain", chain);
          return json.set("Private", files);
        });
  }

  private static void addMiners(Map<String, TypedCall> calls) {
    calls.put(
        "GetInfo",
        (manager, params) -> {
          MinerIdentity miner = manager.minerInfo(params.get(0).longValue());
          ObjectNode json = object().put("ID", miner.id()).put("Addr", miner.address().toString());
          json.put("SectorSize", miner.sectorSize().bytes());
          json.put("WindowPoStProofType", miner.windowPoStProof().number());
          return json.put("SealProofType", miner.sealProof().number());
        });
    calls.put(
        "GetMinerConfig",
        (manager, params) -> manager.minerConfig(params.get(0).longValue()).toJson());
    calls.put(
        "GetTicket",
        (manager, params) -> {
          SectorTicket ticket =
              manager.getRandomness().ticket(tipset(params), epoch(params), miner(params));
          return randomness("Ticket", ticket.ticket().orElseThrow(), ticket.epoch());
        });
    calls.put(
        "GetSeed",
        (manager, params) -> {
          SectorSeed seed =
              manager.getRandomness().seed(tipset(params), epoch(params), miner(params));
          return randomness("Seed", seed.seed().orElseThrow(), seed.epoch());
        });
    calls.put(
        "GetWindowPoStChanlleengeRand",
        (manager, params) ->
            randomness(
                "Rand",
                manager
                    .getRandomness()
                    .windowPoStChallenge(tipset(params), epoch(params), miner(params)),
                epoch(params)));
    calls.put(
        "GetWindowPoStCommitRand",
        (manager, params) ->
            randomness(
                "Rand",
                manager.getRandomness().windowPoStCommit(tipset(params), epoch(params)),
                epoch(params)));
  }

  private static void addWorkers(Map<String, TypedCall> calls) {
    calls.put(
        "SnapUpCandidates",
        (manager, params) -> {
          ObjectNode json = object();
          for (SnapUps.Candidates one : manager.getSnapup().candidates(params.get(0).longValue())) {
            json.set("" + one.deadline(), JSON.valueToTree(one.numbers()));
          }
          return json;
        });
    calls.put(
        "SnapUpPreFetch",
        (manager, params) -> {
          long miner = params.get(0).longValue();
          SnapUps.Fetched fetched =
              params.get(1).isNull()
                  ? manager.getSnapup().preFetch(miner)
                  : manager.getSnapup().preFetch(miner, params.get(1).intValue());
          return object().put("Total", fetched.total()).put("Diff", fetched.added());
        });
    calls.put(
        "SnapUpCancelCommitment",
        (manager, params) ->
            nothing(() -> manager.getSnapup().cancelCommitment(sector(params.get(0)))));
    calls.put(
        "WorkerPingInfoList",
        (manager, params) -> {
          ArrayNode pings = JsonNodeFactory.instance.arrayNode();
          manager.getPings().getAll().forEach(ping -> pings.add(ping(ping)));
          return pings;
        });
    calls.put(
        "WorkerGetPingInfo",
        (manager, params) ->
            manager
                .getPings()
                .find(params.get(0).textValue())
                .<JsonNode>map(TypedCall::ping)
                .orElse(NullNode.instance));
    calls.put(
        "WorkerPingInfoRemove",
        (manager, params) -> nothing(() -> manager.getPings().remove(params.get(0).textValue())));
    calls.put(
        "WdPoStAllJobs",
        (manager, params) -> {
          ObjectNode json = object();
          ArrayNode jobs = json.putArray("Jobs");
          manager.getWindowPoSt().getAll().forEach(job -> jobs.add(job(job)));
          return json;
        });
    calls.put(
        "WdPoStResetJob",
        (manager, params) ->
            nothing(() -> manager.getWindowPoSt().reset(params.get(0).textValue())));
    calls.put(
        "WdPoStRemoveJob",
        (manager, params) ->
            nothing(() -> manager.getWindowPoSt().remove(params.get(0).textValue())));
  }

  private static ObjectNode ping(WorkerPing ping) {
    ObjectNode info = object().put("Name", ping.name()).put("Dest", ping.address());
    info.put("Version", ping.version());
    info.putObject("Summary")
        .put("Threads", ping.threads())
        .put("Empty", ping.empty())
        .put("Paused", ping.paused())
        .put("Running", ping.running())
        .put("Waiting", ping.waiting())
        .put("Errors", ping.errors());
    ObjectNode json = object();
    json.set("Info", info);
    return json.put("LastPing", ping.lastPing().getEpochSecond());
  }

  private static ObjectNode job(WindowPoStJob job) {
    ObjectNode json = object().put("Id", job.id()).put("State", job.state());
    json.put("DeadlineIdx", job.deadline()).set("Partitions", JSON.valueToTree(job.partitions()));
    json.putObject("Input").put("MinerId", job.miner());
    json.put("TryNum", job.tries()).put("ErrorReason", job.error());
    json.put("WorkerName", job.worker()).put("StartedAt", seconds(job.startedAt()));
    json.put("HeartbeatAt", seconds(job.heartbeatAt()));
    json.put("FinishedAt", seconds(job.finishedAt()));
    json.put("CreatedAt", seconds(job.createdAt()));
    return json.put("Sectors", job.sectors()).put("Faults", job.faults());
  }

  private static long seconds(Optional<Instant> time) {
    return time.map(Instant::getEpochSecond).orElse(0L);
  }

  private static ObjectNode randomness(String name, Base64Bytes bytes, ChainEpoch epoch) {
    return object().put(name, bytes.toString()).put("Epoch", epoch.value());
  }

  private static List<Cid> tipset(JsonNode params) {
    if (!params.get(0).isArray()) {
      throw new Unfit();
    }
    List<Cid> tipset = new ArrayList<>();
    params.get(0).forEach(block -> tipset.add(cid(block)));
    return tipset;
  }

  private static ChainEpoch epoch(JsonNode params) {
    return new ChainEpoch(params.get(1).longValue());
  }

  private static long miner(JsonNode params) {
    return params.get(2).longValue();
  }

  private static ObjectNode access(IndexedFiles files) {
    return object().put("SealedFile", files.sealedFile()).put("CacheDir", files.cacheDir());
  }

  private static List<SectorToProve> toProve(JsonNode list) {
    if (!list.isArray()) {
      throw new Unfit();
    }
    List<SectorToProve> sectors = new ArrayList<>();
    for (JsonNode one : list) {
      JsonNode key = one.get("SectorKey");
      sectors.add(
          new SectorToProve(
              one.get("SectorNumber").longValue(),
              SealProof.ofNumber(one.get("SealProof").intValue()),
              key.isNull() ? Optional.empty() : Optional.of(cid(key)),
              cid(one.get("SealedCID"))));
    }
    return sectors;
  }

  private static Address address(JsonNode json) {
    try {
      return Address.parse(json.textValue());
    } catch (IllegalArgumentException unfit) {
      throw new Unfit();
    }
  }

  private static SectorStore store(JsonNode word) {
    for (SectorStore store : SectorStore.values()) {
      if (word != null && store.word().equals(word.textValue())) {
        return store;
      }
    }
    throw new Unfit();
  }

  private static SectorJob job(JsonNode number) {
    if (number == null || !number.isInt() || number.intValue() >= SectorJob.values().length) {
      throw new Unfit();
    }
    return SectorJob.values()[number.intValue()];
  }

  private static IndexedFiles.Kind indexed(JsonNode word) {
    for (IndexedFiles.Kind kind : IndexedFiles.Kind.values()) {
      if (kind.word().equals(word.textValue())) {
        return kind;
      }
    }
    throw new Unfit();
  }

  /** Only what is written as we write it: the others are the server's freedom, not ours. */
  private static SectorId sector(JsonNode json) {
    if (json == null || !json.path("Miner").isInt() || !json.path("Number").canConvertToLong()) {
      throw new Unfit();
    }
    if (json.path("Number").longValue() < 0 || !json.path("Number").isNumber()) {
      throw new Unfit();
    }
    return Members.convert(json, "sector", SectorId.class);
  }

  private static Cid cid(JsonNode json) {
    if (!json.path("/").isTextual()) {
      throw new Unfit();
    }
    return Members.convert(json, "cid", Cid.class);
  }

  private static SectorState state(JsonNode json) {
    if (!json.isObject()) {
      throw new Unfit();
    }
    return SectorState.fromJson(json);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode nothing(Runnable call) {
    call.run();
    return NullNode.instance;
  }

  private static JsonNode json(Optional<SectorState> state) {
    return state.<JsonNode>map(SectorState::toJson).orElse(NullNode.instance);
  }

  private static JsonNode list(Rows<SectorState> rows, boolean nullIfNone) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> list.add(row.toJson()));
    return nullIfNone && list.isEmpty() ? NullNode.instance : list;
  }
}
