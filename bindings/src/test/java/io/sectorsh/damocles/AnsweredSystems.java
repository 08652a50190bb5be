package io.sectorsh.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A manager and a chain node on loopback that answer from what a test puts into them. */
public final class AnsweredSystems implements AutoCloseable {
  public static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CID =
      "bafy2bzacea3wsdh6y3a36tb3skempjoxqpuyompjbmfeyf34fi3uy6uue42v4";

  public final Map<String, JsonNode> states = new LinkedHashMap<>();
  public final Map<String, JsonNode> onChain = new TreeMap<>();
  public String health = "ActiveSectors";
  public SectorNumbers preCommitted = SectorNumbers.EMPTY;
  public SectorNumbers allocated = SectorNumbers.EMPTY;
  public long head = 20_100;
  public String indexed = "store-a";
  public Optional<Instant> lastPing = Optional.of(Instant.now());
  public boolean withChain = true;

  /** Whether the only worker has a thread for each sector that is online. */
  public boolean working;

  public Map<String, Object> threadState = Map.of("state", "Running", "elapsed", 59);

  /** What the manager does with other methods; a failure that is no answer hangs up. */
  public Method others =
      (name, params) -> {
        throw new Failed("not answered: " + name);
      };

  public final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  public final ReplayServer manager;
  public final ReplayServer node;
  public final ReplayServer worker;

  public AnsweredSystems() throws IOException {
    manager = new ReplayServer(asked -> answered(asked, this::ofManager));
    node = new ReplayServer(asked -> answered(asked, this::ofNode));
    worker = new ReplayServer(asked -> answered(asked, (name, params) -> threads()));
  }

  public interface Method {
    Object answer(String name, JsonNode params) throws IOException;
  }

  /** An error of the program's own. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failed(String message) {
      super(message);
    }
  }

  public static ReplayServer.Answered answered(ReplayServer.Asked asked, Method method) {
    try {
      JsonNode call = JSON.readTree(asked.body());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jsonrpc", "2.0");
      answer.put("id", call.get("id"));
      try {
        answer.put(
            "result",
            method.answer(
                call.get("method").asText().replaceAll("^\\w+\\.", ""), call.get("params")));
      } catch (Failed failed) {
        answer.put("error", Map.of("code", 1, "message", failed.getMessage()));
      }
      return ReplayServer.Answered.json(JSON.writeValueAsString(answer));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Puts a recorded shape where its file's name says. */
  public void put(Path shape) throws IOException {
    JsonNode json = JSON.readTree(shape.toFile());
    String store = shape.getFileName().toString().startsWith("online") ? "online" : "offline";
    put(store, json);
  }

  public void put(String store, JsonNode state) {
    states.put(store + state.path("ID"), state);
  }

  public static List<Path> shapes() throws IOException {
    Path directory = Recording.resource(AnsweredSystems.class, "sectors");
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  public static Path shape(String name) throws IOException {
    return Recording.resource(AnsweredSystems.class, "sectors").resolve(name + ".json");
  }

  /** Lets the chain have the replica that damocles knows. */
  public void land(Path shape) throws IOException {
    JsonNode state = JSON.readTree(shape.toFile());
    JsonNode update = state.path("UpgradedInfo").path("SealedCID");
    boolean upgraded = update.has("/") && !state.path("UpgradeLandedEpoch").isNull();
    land(
        state.at("/ID/Number").asLong(),
        upgraded ? update : state.at("/Pre/CommR"),
        upgraded ? state.at("/Pre/CommR") : JSON.nullNode());
  }

  public void land(long number, JsonNode sealed, JsonNode key) {
    Map<String, Object> sector = new LinkedHashMap<>();
    sector.put("SectorNumber", number);
    sector.put("SealProof", 5);
    sector.put("SealedCID", sealed);
    sector.put("Activation", 20020);
    sector.put("Expiration", 1569440);
    sector.put("SectorKeyCID", key);
    onChain.put("" + number, JSON.valueToTree(sector));
  }

  private Object ofManager(String name, JsonNode params) throws IOException {
    return switch (name) {
      case "FindSector" ->
          Optional.ofNullable(states.get(params.get(0).asText() + params.get(1)))
              .orElseThrow(
                  () ->
                      new Failed("load state from " + params.get(0).asText() + ": key not found"));
      case "FindSectorInAllStates" ->
          Optional.ofNullable(states.get("online" + params.get(0)))
              .or(() -> Optional.ofNullable(states.get("offline" + params.get(0))))
              .orElseThrow(() -> new Failed("key not found"));
      case "ListSectors" ->
          states.entrySet().stream()
              .filter(one -> one.getKey().startsWith(params.get(0).asText()))
              .map(Map.Entry::getValue)
              .toList();
      case "SectorIndexerFind" ->
          Map.of(
              "Found",
              !indexed.isEmpty(),
              "Instance",
              Map.of("SealedFile", indexed, "CacheDir", indexed));
      case "WorkerGetPingInfo" ->
          lastPing
              .<Object>map(
                  at ->
                      Map.of(
                          "Info",
                          Map.of("Name", params.get(0), "Dest", "127.0.0.1:17890"),
                          "LastPing",
                          at.getEpochSecond()))
              .orElse(JSON.nullNode());
      case "WorkerPingInfoList" ->
          List.of(
              Map.of(
                  "Info",
                  Map.of("Name", "worker-01", "Dest", worker.url().substring(7)),
                  "LastPing",
                  Instant.now().getEpochSecond()));
      case "GetMinerConfig" -> Map.of("SnapUp", Map.of("ReleaseConfidence", 30));
      default -> others.answer(name, params);
    };
  }

  private List<Object> threads() {
    List<Object> threads = new java.util.ArrayList<>();
    for (Map.Entry<String, JsonNode> one : states.entrySet()) {
      if (working && one.getKey().startsWith("online")) {
        Map<String, Object> thread = new LinkedHashMap<>();
        thread.put("index", threads.size());
        thread.put("location", "/data/sealing/1");
        thread.put("plan", "sealer");
        thread.put("job_id", "s-t01000-" + one.getValue().at("/ID/Number"));
        thread.put("job_state", "TicketAssigned");
        thread.put("job_stage", "PC1");
        thread.put("thread_state", threadState);
        thread.put("last_error", threadState.get("error"));
        threads.add(thread);
      }
    }
    return threads;
  }

  private Object ofNode(String name, JsonNode params) {
    String number = params.size() > 1 ? params.get(1).asText() : "";
    return switch (name) {
      case "ChainHead" ->
          Map.of(
              "Height",
              head,
              "Cids",
              List.of(Map.of("/", CID)),
              "Blocks",
              List.of(Map.of("Timestamp", 1_000_000_000 + 30 * head)));
      case "StateSectorGetInfo" -> Optional.ofNullable(onChain.get(number)).orElse(JSON.nullNode());
      case "StateSectorPartition" -> Map.of("Deadline", 2, "Partition", 0);
      case "StateMinerDeadlines" -> List.of(Map.of(), Map.of(), Map.of());
      case "StateMinerPartitions" ->
          params.get(1).asInt() == 2 ? List.of(partition()) : List.<Object>of();
      case "StateGetNetworkParams" ->
          Map.of("GenesisTimestamp", 1_000_000_000, "BlockDelaySecs", 30);
      case "StateSectorPreCommitInfo" ->
          preCommitted.contains(Long.parseLong(number)) ? preCommit(number) : JSON.nullNode();
      case "StateMinerAllocated" -> allocated;
      case "StateMinerSectors" -> onChain.values();
      default -> throw new Failed("not answered: " + name);
    };
  }

  private static Object preCommit(String number) {
    return Map.of(
        "Info",
        Map.of(
            "SectorNumber", Long.valueOf(number),
            "SealProof", 5,
            "SealedCID", Map.of("/", CID),
            "SealRandEpoch", 19100,
            "Expiration", 1569440),
        "PreCommitDeposit",
        "0",
        "PreCommitEpoch",
        20000);
  }

  private Map<String, SectorNumbers> partition() {
    SectorNumbers all = SectorNumbers.EMPTY;
    for (String number : onChain.keySet()) {
      all = all.union(SectorNumbers.of(Long.parseLong(number)));
    }
    Map<String, SectorNumbers> partition = new TreeMap<>();
    partition.put("AllSectors", all);
    partition.put("LiveSectors", all);
    partition.put(health, all);
    if (health.equals("RecoveringSectors")) {
      partition.put("FaultySectors", all);
    }
    return partition;
  }

  public Damocles damocles() {
    return damocles(manager.url(), guard);
  }

  /** The same, with the manager reached by another address. */
  public Damocles damocles(String url, ChangeGuard allowed) {
    return new Damocles(
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            withChain ? Optional.of(node.url()) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(url),
            Optional.empty()),
        allowed);
  }

  @Override
  public void close() {
    manager.close();
    node.close();
    worker.close();
  }
}
