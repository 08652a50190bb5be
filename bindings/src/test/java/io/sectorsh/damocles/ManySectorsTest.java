package io.sectorsh.damocles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.damocles.sector.SectorState;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Both stores of a large provider over a real socket, in one body each as the manager sends them:
 * 200,000 states in a heap of 256 MiB in the long trials, else a tenth of both.
 */
final class ManySectorsTest {
  private static final boolean LONG = Boolean.getBoolean("long.trials");
  private static final int EACH_STORE = LONG ? 100_000 : 10_000;
  private static final String HEAP = LONG ? "-Xmx256m" : "-Xmx32m";

  /** Opened when the first row has arrived at the other process. */
  private final CountDownLatch firstRow = new CountDownLatch(1);

  private final List<ObjectNode> online = new ArrayList<>();
  private final List<ObjectNode> offline = new ArrayList<>();
  private volatile boolean heldBack;

  @Test
  void areListedInLittleMemoryAndTheFirstComesBeforeTheLastIsSent() throws Exception {
    for (Path shape : AnsweredSystems.shapes()) {
      ObjectNode json = (ObjectNode) AnsweredSystems.JSON.readTree(shape.toFile());
      (shape.getFileName().toString().startsWith("online") ? online : offline).add(json);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rpc/v0", this::answer);
    server.start();
    try {
      List<String> told = list("http://127.0.0.1:" + server.getAddress().getPort());
      assertTrue(told.get(0).startsWith("first s-t01000-"), told.toString());
      assertTrue(heldBack, "the first row came when all had been sent");
      assertEquals(
          "rows " + (EACH_STORE + sent(offline)) + " with deals " + withDeals(), told.get(1));
    } finally {
      server.stop(0);
    }
  }

  /** How many of the offline states that are sent are not finalized. */
  private static long sent(List<ObjectNode> shapes) {
    long count = 0;
    for (int index = 0; index < EACH_STORE; index++) {
      count += shapes.get(index % shapes.size()).path("Finalized").asBoolean() ? 0 : 1;
    }
    return count;
  }

  private long withDeals() {
    long count = 0;
    for (int index = 0; index < EACH_STORE; index++) {
      for (List<ObjectNode> shapes : List.of(online, offline)) {
        SectorState state = SectorState.fromJson(shapes.get(index % shapes.size()));
        count += !state.isFinalized() && state.isWithDeals() ? 1 : 0;
      }
    }
    return count;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<ObjectNode> shapes = request.contains("online") ? online : offline;
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
      out.write("{\"jsonrpc\":\"2.0\",\"result\":[".getBytes(StandardCharsets.UTF_8));
      List<byte[]> states = new ArrayList<>();
      shapes.forEach(shape -> states.add(("," + shape).getBytes(StandardCharsets.UTF_8)));
      for (int index = 0; index < EACH_STORE; index++) {
        byte[] state = states.get(index % states.size());
        out.write(state, index == 0 ? 1 : 0, state.length - (index == 0 ? 1 : 0));
        if (index == EACH_STORE - 10) {
          out.flush();
          holdBack();
        }
      }
      out.write("],\"id\":1}\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void holdBack() throws IOException {
    try {
      heldBack |= firstRow.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
  }

  private List<String> list(String url) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SectorLister.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    List<String> told = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        told.add(line);
        firstRow.countDown();
      }
    }
    assertEquals(0, process.waitFor(), told.toString());
    return told;
  }
}
