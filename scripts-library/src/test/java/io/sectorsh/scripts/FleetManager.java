package io.sectorsh.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/**
 * A damocles manager on loopback with very many sectors at rest, each like one that was recorded;
 * made while they are sent, and counted how often it is asked.
 */
final class FleetManager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NUMBER = "\"Number\":";

  private final HttpServer server;
  private final long sectors;
  private final String before;
  private final String after;
  private final Map<String, Integer> calls = new TreeMap<>();

  /**
   * @param like what each is like, but for its number
   */
  FleetManager(long sectors, JsonNode like) throws IOException {
    this.sectors = sectors;
    ObjectNode state = like.deepCopy();
    ((ObjectNode) state.path("ID")).remove("Number");
    ((ObjectNode) state.path("ID")).put("Number", -1);
    String[] parts = state.toString().split(NUMBER + "-1", 2);
    this.before = parts[0] + NUMBER;
    this.after = parts[1];
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rpc/v0", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often each method was called, with its first parameter. */
  synchronized Map<String, Integer> calls() {
    return new TreeMap<>(calls);
  }

  private synchronized void count(String call) {
    calls.merge(call, 1, Integer::sum);
  }

  private void serve(HttpExchange exchange) throws IOException {
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String store = call.path("params").path(0).asText();
    count(call.path("method").asText() + " " + store);
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), 1 << 15)) {
      body.write(
          ("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"result\":[").getBytes(UTF_8));
      for (long number = 0; number < sectors && store.equals("offline"); number++) {
        body.write(((number == 0 ? "" : ",") + before + number + after).getBytes(UTF_8));
      }
      body.write("]}".getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
