package io.sectorsh.scripts.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.filecoin.Cid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A messager on loopback that knows some messages and wants a token. */
final class LiveMessager implements AutoCloseable {
  static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoieCJ9.c2VjcmV0LXNpZ25hdHVyZQ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether it answers several calls in one request, as older ones do not. */
  volatile boolean takesBatches = true;

  /** Counted down by each request, all of which then wait until it is at 0. */
  volatile CountDownLatch together = new CountDownLatch(0);

  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, Optional<Cid>> messages;
  private final ConcurrentSkipListSet<String> asked = new ConcurrentSkipListSet<>();

  /**
   * @param messages by the messager's id; empty for one that is not signed yet
   */
  LiveMessager(Map<String, Optional<Cid>> messages) {
    this.messages = messages;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/rpc/v0", this::serve);
    server.start();
  }

  /** How it is named on a command line. */
  String api(String token) {
    return token + ":/ip4/127.0.0.1/tcp/" + server.getAddress().getPort() + "/http";
  }

  /** Which ids it was asked for. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many requests came in. */
  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    meet();
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(authorization)) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    byte[] bytes = answers(call).toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void meet() {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode answers(JsonNode call) {
    if (!call.isArray()) {
      return answer(call);
    }
    ArrayNode all = JSON.createArrayNode();
    if (takesBatches) {
      call.forEach(one -> all.add(answer(one)));
      return all;
    }
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0").putNull("id");
    answer.putObject("error").put("code", -32700).put("message", "Parse error");
    return answer;
  }

  private ObjectNode answer(JsonNode call) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", call.path("id"));
    if (call.path("method").asText().equals("Message.GetMessageByUid")) {
      answer(call.path("params").path(0).asText(), answer);
    } else {
      answer.putObject("error").put("code", -32601).put("message", "method not found");
    }
    return answer;
  }

  private void answer(String id, ObjectNode answer) {
    asked.add(id);
    Optional<Cid> signed = messages.get(id);
    if (signed == null) {
      answer.putObject("error").put("code", 1).put("message", "record not found");
      return;
    }
    ObjectNode message = answer.putObject("result").put("ID", id).put("Version", 0);
    message.putNull("UnsignedCid");
    signed.ifPresentOrElse(
        cid -> message.putObject("SignedCid").put("/", cid.toString()),
        () -> message.putNull("SignedCid"));
    message.put("To", "f01000").put("From", "f3aaa").put("Nonce", 7).put("Value", "0");
    message.put("State", signed.isPresent() ? 3 : 1).put("ErrorMsg", "").put("Height", 20_100);
    message.putNull("Receipt").putNull("TipSetKey");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
