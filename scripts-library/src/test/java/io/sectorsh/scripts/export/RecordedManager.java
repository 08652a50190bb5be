package io.sectorsh.scripts.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A damocles manager on loopback that answers ListSectors with what a real one answered. */
public final class RecordedManager implements AutoCloseable {
  private final HttpServer server;
  private final List<Path> stores;
  private volatile boolean cutting;

  RecordedManager() {
    this(List.of());
  }

  /**
   * @param stores what it answers to StoreList
   */
  public RecordedManager(List<Path> stores) {
    this.stores = List.copyOf(stores);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/rpc/v0", this::answer);
    server.start();
  }

  /** From now on the answer about the offline store stops in its middle. */
  void dieHalfWay() {
    cutting = true;
  }

  /** Asks it. */
  public Damocles client() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    Profile profile =
        new Profile(
            "recorded",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(address),
            Optional.empty());
    return new Damocles(profile, new ChangeGuard(Mode.OBSERVE));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("\\s", "");
    boolean offline = request.contains("offline");
    byte[] states =
        request.contains("StoreList")
            ? storeList()
            : RecordedStates.bytes(offline ? "offline" : "online");
    String id = request.replaceAll(".*\"id\":([0-9]+).*", "$1");
    byte[] head = "{\"jsonrpc\":\"2.0\",\"result\":".getBytes(StandardCharsets.UTF_8);
    byte[] tail = (",\"id\":" + id + "}\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(200, head.length + states.length + tail.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(head);
      if (cutting && offline) {
        body.write(states, 0, states.length / 2);
        body.flush();
        throw new IOException("the manager dies here");
      }
      body.write(states);
      body.write(tail);
    }
  }

  private byte[] storeList() {
    return stores.stream()
        .map(
            store ->
                "{\"Name\":\"%s\",\"Path\":\"%s\",\"Strict\":false,\"ReadOnly\":false,\"Weight\":1,"
                        .formatted(store.getFileName(), store)
                    + "\"Meta\":null,\"Type\":\"ext4\",\"Total\":9,\"Free\":9,\"Used\":0,\"UsedPercent\":0,"
                    + "\"Reserved\":0,\"ReservedBy\":[]}")
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
