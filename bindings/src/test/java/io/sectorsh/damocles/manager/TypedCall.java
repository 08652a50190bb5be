package io.sectorsh.damocles.manager;

import static io.sectorsh.damocles.manager.TypedValues.access;
import static io.sectorsh.damocles.manager.TypedValues.address;
import static io.sectorsh.damocles.manager.TypedValues.cid;
import static io.sectorsh.damocles.manager.TypedValues.epoch;
import static io.sectorsh.damocles.manager.TypedValues.indexed;
import static io.sectorsh.damocles.manager.TypedValues.job;
import static io.sectorsh.damocles.manager.TypedValues.json;
import static io.sectorsh.damocles.manager.TypedValues.list;
import static io.sectorsh.damocles.manager.TypedValues.miner;
import static io.sectorsh.damocles.manager.TypedValues.nothing;
import static io.sectorsh.damocles.manager.TypedValues.object;
import static io.sectorsh.damocles.manager.TypedValues.ping;
import static io.sectorsh.damocles.manager.TypedValues.randomness;
import static io.sectorsh.damocles.manager.TypedValues.sector;
import static io.sectorsh.damocles.manager.TypedValues.settings;
import static io.sectorsh.damocles.manager.TypedValues.state;
import static io.sectorsh.damocles.manager.TypedValues.store;
import static io.sectorsh.damocles.manager.TypedValues.tipset;
import static io.sectorsh.damocles.manager.TypedValues.toProve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorSeed;
import io.sectorsh.damocles.sector.SectorTicket;
import io.sectorsh.damocles.sector.TerminateInfo;
import io.sectorsh.filecoin.PoStProof;
import io.sectorsh.jsonrpc.Base64Bytes;
import java.util.LinkedHashMap;
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
                .<JsonNode>map(TypedValues::ping)
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
}
