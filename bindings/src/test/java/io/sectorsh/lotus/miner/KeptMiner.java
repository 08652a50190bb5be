package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.jsonrpc.ReplayServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lotus-miner that keeps sectors' states, reservations and storage paths as it is told, and goes
 * on at once from the states in which nobody has to wait.
 */
final class KeptMiner implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Map<Long, String> states = new TreeMap<>();
  final Map<String, JsonNode> reservations = new TreeMap<>();
  final Map<String, String> paths = new TreeMap<>();
  final List<String> effects = new ArrayList<>();
  private final Map<Long, List<String>> forced = new TreeMap<>();

  /** Sectors whose files lie in a storage path, and those of which the daemon knows it. */
  final Set<Long> onDisk = new TreeSet<>();

  final Set<Long> indexed = new TreeSet<>();
  private final ReplayServer server;

  KeptMiner() throws IOException {
    server = new ReplayServer(asked -> ReplayServer.Answered.json(answer(asked.body())));
  }

  String url() {
    return server.url();
  }

  /** Whether a request's body is a call that changes something. */
  static boolean isChange(String body) {
    return !body.matches(
        "(?s).*Filecoin\\.(SectorsStatus|SectorsList|SectorNumReservations|StorageLocal|StorageFindSector)\".*");
  }

  private synchronized String answer(String body) {
    try {
      JsonNode call = JSON.readTree(body);
      ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
      answer.set("id", call.get("id"));
      try {
        answer.set("result", result(call.get("method").asText(), call.get("params")));
      } catch (IllegalArgumentException rejected) {
        answer.putObject("error").put("code", 1).put("message", rejected.getMessage());
      }
      return answer.toString();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonNode result(String method, JsonNode params) {
    switch (method.replace("Filecoin.", "")) {
      case "SectorsStatus":
        return status(params.get(0).asLong());
      case "SectorsList":
        return JSON.valueToTree(states.keySet());
      case "SectorNumReservations":
        return JSON.valueToTree(reservations);
      case "StorageLocal":
        return JSON.valueToTree(paths);
      case "StorageFindSector":
        return copies(params.get(0).path("Number").asLong());
      case "StorageRedeclareLocal":
        require(paths.containsKey(params.get(0).asText()), "not opened: " + params.get(0));
        indexed.addAll(onDisk);
        effects.add(method + " " + params.get(0).asText());
        break;
      case "SectorNumReserve", "SectorNumFree", "StorageAddLocal", "StorageDetachLocal":
        change(method, params.get(0).asText(), params.path(1), params.path(2).asBoolean());
        break;
      default:
        change(method, params.get(0).asLong(), params.path(1).asText());
    }
    return JSON.nullNode();
  }

  private JsonNode copies(long number) {
    ArrayNode copies = JSON.createArrayNode();
    if (indexed.contains(number)) {
      copies
          .addObject()
          .put("ID", "id")
          .put("Weight", 10)
          .put("CanSeal", false)
          .put("CanStore", true)
          .put("Primary", true)
          .putArray("URLs");
    }
    return copies;
  }

  private JsonNode status(long number) {
    if (!states.containsKey(number)) {
      throw new IllegalArgumentException("datastore: key not found");
    }
    ObjectNode status =
        JSON.createObjectNode().put("SectorID", number).put("State", states.get(number));
    status.putObject("CommD").put("/", "x");
    for (String state : forced.getOrDefault(number, List.of())) {
      status
          .withArray("Log")
          .addObject()
          .put("Kind", "event;sealing.SectorForceState")
          .put("Message", "{\"User\":{\"State\":\"" + state + "\"}}");
    }
    return status;
  }

  private void change(String method, String name, JsonNode numbers, boolean force) {
    switch (method) {
      case "Filecoin.SectorNumReserve" -> {
        require(force || !reservations.containsKey(name), "already reserved: " + name);
        reservations.put(name, numbers);
      }
      case "Filecoin.SectorNumFree" ->
          require(reservations.remove(name) != null, "no such reservation: " + name);
      case "Filecoin.StorageAddLocal" ->
          require(paths.put("id-" + name, name) == null, "path already opened: " + name);
      default -> require(paths.remove("id-" + name) != null, "path not opened: " + name);
    }
    effects.add(method + " " + name);
  }

  private void change(String method, long number, String wanted) {
    String now = states.getOrDefault(number, "");
    switch (method) {
      case "Filecoin.SectorsUpdate" -> {
        forced.computeIfAbsent(number, unused -> new ArrayList<>()).add(wanted);
        become(number, wanted);
      }
      case "Filecoin.SectorMarkForUpgrade" -> {
        require(now.equals("Proving"), "can't mark sectors not in the 'Proving' state");
        become(number, "Available");
      }
      case "Filecoin.SectorAbortUpgrade" -> {
        require(now.equals("Available"), "sector " + number + " is not being upgraded");
        become(number, "Proving");
      }
      case "Filecoin.SectorStartSealing" -> {
        require(now.equals("WaitDeals"), "sector is not waiting for deals");
        become(number, "Packing");
      }
      case "Filecoin.SectorTerminate" -> become(number, "Terminating");
      case "Filecoin.SectorRemove" -> become(number, "Removing");
      default -> throw new IllegalArgumentException("method '" + method + "' not found");
    }
  }

  private void become(long number, String state) {
    String next = state.equals("Packing") ? "GetTicket" : state;
    if (!next.equals(states.put(number, next)) || state.equals("Packing")) {
      effects.add(number + " " + state);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
