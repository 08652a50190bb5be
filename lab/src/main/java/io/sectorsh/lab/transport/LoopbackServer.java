package io.sectorsh.lab.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on a port of 127.0.0.1. */
public final class LoopbackServer implements AutoCloseable {
  static {
    // Without it each answer waits for the reader's delayed acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Listens on a free port of 127.0.0.1 and answers each request. */
  public static LoopbackServer start(String name, Function<HttpRequestText, HttpReply> answer)
      throws IOException {
    return start(name, 0, answer);
  }

  /** The same on a port that is wanted, or on a free one if somebody has it. */
  public static LoopbackServer start(
      String name, int wanted, Function<HttpRequestText, HttpReply> answer) throws IOException {
    HttpServer server = bound(wanted);
    ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(name, task));
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answer));
    startAsDaemon(name, server);
    return new LoopbackServer(server, threads);
  }

  private static HttpServer bound(int wanted) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, wanted), 0);
    } catch (BindException taken) {
      return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }
  }

  /**
   * The server's own thread is a daemon if the one that starts it is: it must not hold the exit.
   */
  private static void startAsDaemon(String name, HttpServer server) throws IOException {
    Thread starter = daemon(name, server::start);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a server of the lab started", interrupted);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "lab-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private static void handle(HttpExchange exchange, Function<HttpRequestText, HttpReply> answer)
      throws IOException {
    try (exchange) {
      answer.apply(HttpRequestText.of(exchange)).send(exchange);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
