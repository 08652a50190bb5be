package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.rows.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters of recorded calls as the types of the client, and its values as JSON again. */
final class TypedValues {
  private TypedValues() {}

  static ObjectNode settings(
      String name,
      String path,
      boolean strict,
      boolean readOnly,
      long weight,
      Map<String, String> meta) {
    ObjectNode json = object().put("Name", name).put("Path", path).put("Strict", strict);
    json.put("ReadOnly", readOnly).put("Weight", weight);
    return json.set("Meta", meta.isEmpty() ? NullNode.instance : TypedCall.JSON.valueToTree(meta));
  }

  static ObjectNode store(PersistStore store) {
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

  static ObjectNode ping(WorkerPing ping) {
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

  static ObjectNode job(WindowPoStJob job) {
    ObjectNode json = object().put("Id", job.id()).put("State", job.state());
    json.put("DeadlineIdx", job.deadline())
        .set("Partitions", TypedCall.JSON.valueToTree(job.partitions()));
    json.putObject("Input").put("MinerId", job.miner());
    json.put("TryNum", job.tries()).put("ErrorReason", job.error());
    json.put("WorkerName", job.worker()).put("StartedAt", seconds(job.startedAt()));
    json.put("HeartbeatAt", seconds(job.heartbeatAt()));
    json.put("FinishedAt", seconds(job.finishedAt()));
    json.put("CreatedAt", seconds(job.createdAt()));
    return json.put("Sectors", job.sectors()).put("Faults", job.faults());
  }

  static long seconds(Optional<Instant> time) {
    return time.map(Instant::getEpochSecond).orElse(0L);
  }

  static ObjectNode randomness(String name, Base64Bytes bytes, ChainEpoch epoch) {
    return object().put(name, bytes.toString()).put("Epoch", epoch.value());
  }

  static List<Cid> tipset(JsonNode params) {
    if (!params.get(0).isArray()) {
      throw new TypedCall.Unfit();
    }
    List<Cid> tipset = new ArrayList<>();
    params.get(0).forEach(block -> tipset.add(cid(block)));
    return tipset;
  }

  static ChainEpoch epoch(JsonNode params) {
    return new ChainEpoch(params.get(1).longValue());
  }

  static long miner(JsonNode params) {
    return params.get(2).longValue();
  }

  static ObjectNode access(IndexedFiles files) {
    return object().put("SealedFile", files.sealedFile()).put("CacheDir", files.cacheDir());
  }

  static List<SectorToProve> toProve(JsonNode list) {
    if (!list.isArray()) {
      throw new TypedCall.Unfit();
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

  static Address address(JsonNode json) {
    try {
      return Address.parse(json.textValue());
    } catch (IllegalArgumentException unfit) {
      throw new TypedCall.Unfit();
    }
  }

  static SectorStore store(JsonNode word) {
    for (SectorStore store : SectorStore.values()) {
      if (word != null && store.word().equals(word.textValue())) {
        return store;
      }
    }
    throw new TypedCall.Unfit();
  }

  static SectorJob job(JsonNode number) {
    if (number == null || !number.isInt() || number.intValue() >= SectorJob.values().length) {
      throw new TypedCall.Unfit();
    }
    return SectorJob.values()[number.intValue()];
  }

  static IndexedFiles.Kind indexed(JsonNode word) {
    for (IndexedFiles.Kind kind : IndexedFiles.Kind.values()) {
      if (kind.word().equals(word.textValue())) {
        return kind;
      }
    }
    throw new TypedCall.Unfit();
  }

  /** Only what is written as we write it: the others are the server's freedom, not ours. */
  static SectorId sector(JsonNode json) {
    if (json == null || !json.path("Miner").isInt() || !json.path("Number").canConvertToLong()) {
      throw new TypedCall.Unfit();
    }
    if (json.path("Number").longValue() < 0 || !json.path("Number").isNumber()) {
      throw new TypedCall.Unfit();
    }
    return Members.convert(json, "sector", SectorId.class);
  }

  static Cid cid(JsonNode json) {
    if (!json.path("/").isTextual()) {
      throw new TypedCall.Unfit();
    }
    return Members.convert(json, "cid", Cid.class);
  }

  static SectorState state(JsonNode json) {
    if (!json.isObject()) {
      throw new TypedCall.Unfit();
    }
    return SectorState.fromJson(json);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static JsonNode nothing(Runnable call) {
    call.run();
    return NullNode.instance;
  }

  static JsonNode json(Optional<SectorState> state) {
    return state.<JsonNode>map(SectorState::toJson).orElse(NullNode.instance);
  }

  static JsonNode list(Rows<SectorState> rows, boolean nullIfNone) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> list.add(row.toJson()));
    return nullIfNone && list.isEmpty() ? NullNode.instance : list;
  }
}
