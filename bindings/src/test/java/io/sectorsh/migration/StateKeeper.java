package io.sectorsh.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.jsonrpc.ReplayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A manager that keeps states of sectors, in another process than the one that is killed. */
final class StateKeeper implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> states = new TreeMap<>();
  private final ReplayServer server;
  private int effects;

  StateKeeper() throws IOException {
    server = new ReplayServer(asked -> ReplayServer.Answered.json(answer(asked.body())));
  }

  String url() {
    return server.url();
  }

  synchronized Map<String, JsonNode> states() {
    return new TreeMap<>(states);
  }

  synchronized void reset(Map<String, JsonNode> start) {
    states.clear();
    states.putAll(start);
    effects = 0;
  }

  /** How often a state became another one. */
  synchronized int effects() {
    return effects;
  }

  private synchronized String answer(String body) {
    try {
      JsonNode call = JSON.readTree(body);
      JsonNode params = call.get("params");
      String method = call.get("method").asText();
      String result =
          switch (method) {
            case "Venus.FindSector" ->
                params.get(0).asText().equals("online")
                    ? found(0, 0)
                    : found(
                        params.get(1).get("Miner").asLong(), params.get(1).get("Number").asLong());
            case "Venus.FindSectorInAllStates" ->
                found(params.get(0).get("Miner").asLong(), params.get(0).get("Number").asLong());
            case "Venus.ImportSector" -> String.valueOf(keep(params.get(1)));
            default -> throw new IllegalArgumentException(method);
          };
      return "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + result + "}";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String found(long miner, long number) {
    JsonNode state = states.get(miner + "-" + number);
    return state == null
        ? "\"error\":{\"code\":11001,\"message\":\"sector state not found\"}"
        : "\"result\":" + state;
  }

  private String keep(JsonNode state) {
    JsonNode id = state.get("ID");
    JsonNode before = states.put(id.get("Miner").asLong() + "-" + id.get("Number").asLong(), state);
    if (!state.equals(before)) {
      effects++;
    }
    return "\"result\":true";
  }

  @Override
  public void close() {
    server.close();
  }
}
