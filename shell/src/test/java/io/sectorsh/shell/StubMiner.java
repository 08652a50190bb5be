package io.sectorsh.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A lotus-miner with a few sectors, whose change of a state takes as long as a test wants. */
final class StubMiner implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Long, String> states = new ConcurrentSkipListMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Counted down when a change has come in. */
  final CountDownLatch asked = new CountDownLatch(1);

  /** To be counted down before it is answered. */
  final CountDownLatch answered = new CountDownLatch(1);

  StubMiner(int sectors) throws IOException {
    for (long number = 1; number <= sectors; number++) {
      states.put(number, "Proving");
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<Long, String> states() {
    return states;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode call = JSON.readTree(exchange.getRequestBody());
      String result = result(call.path("method").asText(), call.path("params"));
      byte[] body =
          ("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"result\":" + result + "}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String result(String method, JsonNode params) {
    long number = params.path(0).asLong();
    return switch (method) {
      case "Filecoin.ActorAddress" -> "\"t01000\"";
      case "Filecoin.SectorsList" -> states.keySet().toString();
      case "Filecoin.SectorsStatus" ->
          "{\"SectorID\":%d,\"State\":\"%s\",\"CommD\":{\"/\":\"x\"}}"
              .formatted(number, states.get(number));
      case "Filecoin.SectorsUpdate" -> changed(number, params.path(1).asText());
      case "Filecoin.SectorRemove" -> changed(number, "Removed");
      default -> "null";
    };
  }

  private String changed(long number, String state) {
    asked.countDown();
    try {
      answered.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    states.put(number, state);
    return "null";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
