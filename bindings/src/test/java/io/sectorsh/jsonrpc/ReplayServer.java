package io.sectorsh.jsonrpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Serves recorded answers over a loopback socket and keeps what it was asked. */
public final class ReplayServer implements AutoCloseable {
  /** What was asked: path, body and the Authorization header, which may be empty. */
  public record Asked(String path, String body, String authorization) {}

  /** What is answered. */
  public record Answered(int status, String contentType, String body) {
    public static Answered json(String body) {
      return new Answered(200, "application/json", body);
    }
  }

  static {
    // Else each answer waits 40 ms for the client's acknowledgement of its header.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final boolean keeping;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public ReplayServer(Function<Asked, Answered> answers) throws IOException {
    this(answers, true);
  }

  /** A server that need not keep what it was asked. */
  public ReplayServer(Function<Asked, Answered> answers, boolean keeping) throws IOException {
    this(answers, keeping, 0);
  }

  /** The same at a port; 0 for any. */
  public ReplayServer(Function<Asked, Answered> answers, boolean keeping, int port)
      throws IOException {
    this.keeping = keeping;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<Asked, Answered> answers) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      Asked question =
          new Asked(exchange.getRequestURI().toString(), body, token == null ? "" : token);
      if (keeping) {
        asked.add(question);
      }
      Answered answer = answers.apply(question);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
