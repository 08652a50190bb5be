package io.sectorsh.jsonrpc;

import static io.sectorsh.jsonrpc.RawServer.chunk;
import static io.sectorsh.jsonrpc.RawServer.chunkedHead;
import static io.sectorsh.jsonrpc.RawServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamedListTest {
  private static Rows<Integer> numbers(String url) {
    RpcLimits limits =
        new RpcLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            1,
            Duration.ofMillis(1),
            1 << 16);
    return new JsonRpcClient(RpcEndpoint.parse(url, RpcService.DAMOCLES), limits)
        .list(Integer.class, node -> node.path("n").asInt(), "ListSectors", "online", 0);
  }

  @Test
  void rowsComeWhileTheRestIsStillOnItsWay() throws Exception {
    CountDownLatch firstSeen = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              out.write(chunkedHead());
              out.write(chunk("{\"jsonrpc\":\"2.0\",\"result\":[{\"n\":1},"));
              out.flush();
              firstSeen.await();
              out.write(chunk("{\"n\":2}],\"id\":1}\n"));
              out.write(text("0\r\n\r\n"));
            })) {
      try (RowCursor<Integer> rows = numbers(server.url()).open()) {
        assertEquals(1, rows.next());
        firstSeen.countDown();
        assertEquals(2, rows.next());
        assertFalse(rows.hasNext());
      }
    }
  }

  @Test
  void aCutBodyFailsAfterTheRowsSeen() throws IOException {
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              out.write(chunkedHead());
              out.write(chunk("{\"result\":[{\"n\":1},{\"n\":2},{\"n\":"));
            })) {
      List<Integer> seen = new ArrayList<>();
      OperatorException failure =
          assertThrows(OperatorException.class, () -> numbers(server.url()).forEach(seen::add));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertEquals(List.of(1, 2), seen);
    }
  }

  @Test
  void aListWhoseEnvelopeIsNotClosedIsCutToo() throws IOException {
    for (String body : List.of("{\"result\":[{\"n\":1}]", "{\"result\":[{\"n\":1}],\"id\":")) {
      try (RawServer server =
          new RawServer((n, out) -> out.write(text("HTTP/1.0 200 OK\r\n\r\n" + body)))) {
        OperatorException failure =
            assertThrows(OperatorException.class, () -> numbers(server.url()).count());
        assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      }
    }
  }

  @Test
  void anErrorInPlaceOfTheListIsARefusal() throws IOException {
    for (String body :
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no such state\"}}",
            "{\"result\":null,\"error\":{\"code\":1,\"message\":\"no such state\"}}",
            "{\"result\":[{\"n\":1}],\"error\":{\"code\":1,\"message\":\"no such state\"}}")) {
      try (ReplayServer server = new ReplayServer(asked -> ReplayServer.Answered.json(body))) {
        OperatorException failure =
            assertThrows(OperatorException.class, () -> numbers(server.url()).count());
        assertEquals("no such state", failure.what());
        assertInstanceOf(RpcRejectedException.class, failure);
      }
    }
  }

  @Test
  void nullIsAnEmptyListAndAnythingElseABadAnswer() throws IOException {
    try (ReplayServer server =
        new ReplayServer(asked -> ReplayServer.Answered.json("{\"result\":null,\"id\":1}"))) {
      assertEquals(0, numbers(server.url()).count());
    }
    try (ReplayServer server =
        new ReplayServer(asked -> ReplayServer.Answered.json("{\"result\":{\"n\":1},\"id\":1}"))) {
      assertEquals(
          ErrorCode.BAD_ANSWER,
          assertThrows(OperatorException.class, () -> numbers(server.url()).count()).code());
    }
  }

  @Test
  void theLengthIsNotLimitedAndLittleIsHeldInMemory() throws IOException {
    int rows = 200_000;
    try (RawServer server = new RawServer((n, out) -> writeRows(out, rows))) {
      assertEquals(rows, numbers(server.url()).count());
    }
  }

  private static void writeRows(OutputStream out, int rows) throws IOException {
    out.write(chunkedHead());
    String padding = "x".repeat(1000);
    StringBuilder batch = new StringBuilder("{\"result\":[");
    for (int row = 0; row < rows; row++) {
      batch.append(row == 0 ? "" : ",").append("{\"n\":").append(row);
      batch.append(",\"padding\":\"").append(padding).append("\"}");
      if (batch.length() > 500_000) {
        out.write(chunk(batch.toString()));
        batch.setLength(0);
      }
    }
    out.write(chunk(batch + "],\"id\":1}\n"));
    out.write(text("0\r\n\r\n"));
  }

  @Test
  void closingEarlyHangsUp() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              try {
                writeRows(out, 2_000_000);
              } catch (IOException clientGone) {
                gone.countDown();
              }
            })) {
      try (RowCursor<Integer> rows = numbers(server.url()).open()) {
        assertTrue(rows.hasNext());
      }
      gone.await();
    }
  }

  @Test
  void aStreamThatStallsIsLateAfterItsOwnTime() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    RpcLimits impatient =
        new RpcLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(300),
            0,
            Duration.ofMillis(1),
            1 << 16);
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              out.write(chunkedHead());
              out.write(chunk("{\"result\":[{\"n\":1},"));
              out.flush();
              over.await();
            })) {
      RpcEndpoint endpoint = RpcEndpoint.parse(server.url(), RpcService.DAMOCLES);
      Rows<String> rows =
          new JsonRpcClient(endpoint, impatient)
              .list(String.class, Object::toString, "ListSectors");
      OperatorException failure = assertThrows(OperatorException.class, rows::count);
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertTrue(failure.what().startsWith("no answer within"), failure.what());
    } finally {
      over.countDown();
    }
  }

  @Test
  void anInterruptEndsThePass() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              out.write(chunkedHead());
              out.write(chunk("{\"result\":[{\"n\":1},"));
              out.flush();
              over.await();
            })) {
      Rows<Integer> rows = numbers(server.url());
      Throwable[] thrown = new Throwable[1];
      CountDownLatch first = new CountDownLatch(1);
      Thread reader =
          new Thread(
              () -> {
                try {
                  rows.forEach(row -> first.countDown());
                } catch (RuntimeException stopped) {
                  thrown[0] = stopped;
                }
              });
      reader.start();
      first.await();
      reader.interrupt();
      reader.join();
      assertInstanceOf(CallInterruptedException.class, thrown[0]);
    } finally {
      over.countDown();
    }
  }

  @Test
  @Timeout(600)
  void anyBodyIsRowsOrAFailureInTheUsersWords() throws IOException {
    String good = "{\"jsonrpc\":\"2.0\",\"result\":[{\"n\":1},{\"n\":[2]}],\"id\":1}";
    String letters = "{}[]\",:0e-\\ tnf\u0000\u00e9";
    Random random = new Random(3);
    AtomicReference<String> body = new AtomicReference<>(good);
    int trials = Boolean.getBoolean("long.trials") ? 3_000 : 300;
    try (ReplayServer server = new ReplayServer(asked -> ReplayServer.Answered.json(body.get()))) {
      Rows<Integer> rows = numbers(server.url());
      for (int trial = 0; trial < trials; trial++) {
        StringBuilder text = new StringBuilder(good);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          text.setCharAt(
              random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
        }
        text.setLength(random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length());
        body.set(text.toString());
        try {
          assertTrue(rows.count() <= 20);
        } catch (OperatorException refused) {
          assertTrue(refused.where().startsWith("Venus.ListSectors at "), refused.toString());
        }
      }
    }
  }
}
