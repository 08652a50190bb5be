package io.sectorsh.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A damocles manager on loopback that keeps the states that it is given. */
public final class LiveManager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Map<String, JsonNode> states = new TreeMap<>();
  private long effects;

  /** Without any state. */
  public LiveManager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rpc/v0", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it keeps, by store, miner and number. */
  public synchronized Map<String, JsonNode> states() {
    return new TreeMap<>(states);
  }

  /** Has it keep exactly these, and forget how often it was changed. */
  public synchronized void reset(Map<String, JsonNode> all) {
    states.clear();
    states.putAll(all);
    effects = 0;
  }

  /** How many calls changed something. */
  public synchronized long effects() {
    return effects;
  }

  /** The key of a state. */
  public static String key(String store, JsonNode id) {
    return store + " " + id.path("Miner").asLong() + " " + id.path("Number").asLong();
  }

  private void serve(HttpExchange exchange) throws IOException {
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", call.path("id"));
    answer(call.path("method").asText(), call.path("params"), answer);
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized void answer(String method, JsonNode params, ObjectNode answer) {
    String store = params.path(0).asText();
    switch (method) {
      case "Venus.ListSectors" -> {
        var list = answer.putArray("result");
        states.forEach(
            (key, state) -> {
              if (key.startsWith(store + " ")) {
                list.add(state);
              }
            });
      }
      case "Venus.FindSector" -> {
        JsonNode state = states.get(key(store, params.path(1)));
        if (state == null) {
          answer.putObject("error").put("code", 1).put("message", "load state: key not found");
        } else {
          answer.set("result", state);
        }
      }
      case "Venus.FindSectorInAllStates" -> {
        JsonNode online = states.get(key("online", params.path(0)));
        JsonNode state = online == null ? states.get(key("offline", params.path(0))) : online;
        if (state == null) {
          answer.putObject("error").put("code", 1).put("message", "key not found");
        } else {
          answer.set("result", state);
        }
      }
      case "Venus.ImportSector" -> {
        String key = key(store, params.path(1).path("ID"));
        boolean taken = params.path(2).asBoolean() || !states.containsKey(key);
        if (taken) {
          states.put(key, params.path(1));
          effects++;
        }
        answer.put("result", taken);
      }
      case "Venus.SectorIndexerFind" -> answer.putObject("result").put("Found", false);
      case "Venus.GetMinerConfig" ->
          answer.putObject("result").put("Actor", 1000).putObject("Sector");
      default ->
          answer
              .putObject("error")
              .put("code", -32601)
              .put("message", "method '" + method + "' not found");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
