package io.sectorsh.jsonrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class JsonRpcSocketTest {
  private static final RpcLimits QUICK = RpcLimits.DEFAULT.withAnswer(Duration.ofSeconds(20));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static JsonRpcSocket socket(String url) {
    return new JsonRpcSocket(RpcEndpoint.parse("SECRET.t.oken:" + url, RpcService.NODE), QUICK);
  }

  private static String value(long channel, String value) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":["
        + channel
        + ","
        + value
        + "]}";
  }

  private static String end(long channel) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.close\",\"params\":[" + channel + "]}";
  }

  private static String answer(int id, String member) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + member + "}";
  }

  private static OperatorException failure(
      WebSocketServer server, java.util.function.Consumer<JsonRpcSocket> use) {
    try (JsonRpcSocket socket = socket(server.url())) {
      OperatorException failure = assertThrows(OperatorException.class, () -> use.accept(socket));
      assertFalse((failure + failure.next()).contains("SECRET"), failure.toString());
      assertTrue(
          failure.where().matches("Filecoin.[A-Za-z]+ at http://127.0.0.1:[0-9]+/rpc/v1"),
          failure.where());
      return failure;
    }
  }

  @Test
  void answersFindTheirCallsInAnyOrder() throws Exception {
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  assertTrue(talk.head().contains("Authorization: Bearer SECRET.t.oken"));
                  List<JsonNode> calls = new ArrayList<>();
                  calls.add(Json.MAPPER.readTree(talk.read()));
                  calls.add(Json.MAPPER.readTree(talk.read()));
                  talk.ping();
                  for (int at = 1; at >= 0; at--) {
                    JsonNode call = calls.get(at);
                    talk.write(
                        answer(call.path("id").asInt(), "\"result\":" + call.path("params")));
                  }
                  talk.read();
                });
        JsonRpcSocket socket = socket(server.url())) {
      String[] other = new String[1];
      Thread caller = new Thread(() -> other[0] = socket.call("B", 2).toString());
      caller.start();
      assertEquals("[1]", socket.call("A", 1).toString());
      caller.join();
      assertEquals("[2]", other[0]);
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aSubscriptionGivesItsValuesUntilTheChannelEnds() throws Exception {
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  talk.read();
                  talk.write(answer(1, "\"result\":7"));
                  talk.write(value(8, "\"of nobody\""));
                  for (int at = 0; at < 5; at++) {
                    talk.write(value(7, "[" + at + "]"));
                  }
                  talk.write(end(7));
                  talk.read();
                });
        JsonRpcSocket socket = socket(server.url());
        Subscription subscription = socket.subscribe("ChainNotify")) {
      List<String> values = new ArrayList<>();
      subscription.forEachRemaining(value -> values.add(value.toString()));
      assertEquals(List.of("[0]", "[1]", "[2]", "[3]", "[4]"), values);
      assertEquals(Optional.empty(), subscription.poll(Duration.ofSeconds(1)));
    }
  }

  @Test
  void closingASubscriptionCancelsItThere() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  for (String text = talk.read(); text != null; text = talk.read()) {
                    asked.add(text);
                    if (text.contains("ChainNotify")) {
                      talk.write(answer(1, "\"result\":7"));
                      talk.write(value(7, "1"));
                    } else if (!text.contains("cancel")) {
                      talk.write(answer(2, "\"result\":\"alive\""));
                    }
                  }
                });
        JsonRpcSocket socket = socket(server.url())) {
      Subscription subscription = socket.subscribe("ChainNotify");
      assertEquals(1, subscription.next().intValue());
      subscription.close();
      subscription.close();
      assertFalse(subscription.hasNext());
      assertEquals("alive", socket.call("Version").textValue());
      asked.take();
      assertEquals("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[1]}", asked.take());
      assertTrue(asked.take().contains("Version"));
    }
  }

  @Test
  void aSlowReaderSlowsTheSender() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    int all = 2_000;
    String large = "\"" + "x".repeat(20_000) + "\"";
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  talk.read();
                  talk.write(answer(1, "\"result\":7"));
                  for (int at = 0; at < all; at++) {
                    talk.write(value(7, large));
                  }
                  sent.countDown();
                  talk.write(end(7));
                  talk.read();
                });
        JsonRpcSocket socket = socket(server.url());
        Subscription subscription = socket.subscribe("UnsealPiece")) {
      assertFalse(sent.await(300, TimeUnit.MILLISECONDS), "40 MB went somewhere");
      int read = 0;
      while (subscription.hasNext()) {
        assertEquals(20_000, subscription.next().textValue().length());
        read++;
      }
      assertEquals(all, read);
    }
  }

  @Test
  void anInterruptEndsTheWaitAndCancelsTheCall() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  for (String text = talk.read(); text != null; text = talk.read()) {
                    asked.add(text);
                  }
                });
        JsonRpcSocket socket = socket(server.url())) {
      Throwable[] thrown = new Throwable[1];
      Thread caller =
          new Thread(
              () -> {
                try {
                  socket.call("StateWaitMsg");
                } catch (RuntimeException stopped) {
                  thrown[0] = stopped;
                }
              });
      caller.start();
      asked.take();
      caller.interrupt();
      caller.join();
      assertInstanceOf(CallInterruptedException.class, thrown[0]);
      assertTrue(asked.take().contains("xrpc.cancel"));
    }
  }

  /** The interrupt comes before, in, or after the instant in which the channel gets its number. */
  @Test
  void whenEverASubscriptionIsInterruptedItIsCancelledOnce() throws Exception {
    LinkedBlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<Integer> asked = new LinkedBlockingQueue<>();
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  for (String text = talk.read(); text != null; text = talk.read()) {
                    if (text.contains("xrpc.cancel")) {
                      cancelled.add(text);
                    } else {
                      int id = JSON.readTree(text).get("id").intValue();
                      asked.add(id);
                      talk.write("{\"jsonrpc\":\"2.0\",\"result\":" + id + ",\"id\":" + id + "}");
                    }
                  }
                });
        JsonRpcSocket socket = socket(server.url())) {
      for (int round = 0; round < 300; round++) {
        Thread caller =
            new Thread(
                () -> {
                  try (Subscription values = socket.subscribe("ChainNotify")) {
                    boolean unused = values.hasNext();
                  } catch (CallInterruptedException expected) {
                    // Whether the daemon was told is what counts.
                  }
                });
        caller.start();
        int id = asked.take();
        caller.interrupt();
        caller.join();
        String cancel = cancelled.poll(20, TimeUnit.SECONDS);
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[" + id + "]}", cancel);
      }
      assertTrue(cancelled.isEmpty());
    }
  }

  @Test
  void anInterruptEndsASubscriptionWhoseValuesNeverRunOut() throws Exception {
    CountDownLatch read = new CountDownLatch(1000);
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  talk.read();
                  talk.write("{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":1}");
                  while (true) {
                    talk.write("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":[7,1]}");
                  }
                });
        JsonRpcSocket socket = socket(server.url())) {
      Thread[] reader = new Thread[1];
      CompletableFuture<Long> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try (Subscription values = socket.subscribe("ChainNotify")) {
                  while (values.hasNext()) {
                    values.next();
                    read.countDown();
                  }
                  return -1L;
                } catch (CallInterruptedException stopped) {
                  return read.getCount();
                }
              },
              task -> (reader[0] = new Thread(task)).start());
      read.await();
      reader[0].interrupt();
      assertEquals(0, ended.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aSilentDaemonIsLateAfterTheDeadline() throws Exception {
    try (WebSocketServer server =
            new WebSocketServer(
                (n, talk) -> {
                  while (talk.read() != null) {}
                });
        JsonRpcSocket socket =
            new JsonRpcSocket(
                RpcEndpoint.parse(server.url(), RpcService.NODE),
                QUICK.withAnswer(Duration.ofMillis(300)))) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> socket.call("Version"));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code(), failure.toString());
      assertTrue(failure.what().startsWith("no answer within"), failure.what());
    }
  }

  @Test
  void errorsOfTheDaemonAreTyped() throws Exception {
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              talk.read();
              talk.write(answer(1, "\"error\":{\"code\":-32601,\"message\":\"no SECRET.t.oken\"}"));
              talk.read();
            })) {
      OperatorException failure = failure(server, socket -> socket.subscribe("NoSuchMethod"));
      assertEquals(ErrorCode.REJECTED, failure.code());
      assertTrue(
          assertInstanceOf(RpcRejectedException.class, failure).getRejection().isUnknownMethod());
    }
  }

  @Test
  void aMethodWithoutAChannelCannotBeSubscribedTo() throws Exception {
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              talk.read();
              talk.write(answer(1, "\"result\":{\"Height\":5}"));
              talk.read();
            })) {
      assertEquals(
          ErrorCode.BAD_ANSWER, failure(server, socket -> socket.subscribe("ChainHead")).code());
    }
  }

  @ParameterizedTest
  @CsvSource({"reset", "goodbye", "cut", "garbage"})
  void aConnectionThatBreaksFailsCallsAndSubscriptions(String how) throws Exception {
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              talk.read();
              talk.write(answer(1, "\"result\":7"));
              talk.write(value(7, "1"));
              talk.read();
              switch (how) {
                case "reset" -> talk.reset();
                case "goodbye" -> talk.sayGoodbye();
                case "garbage" -> talk.write("<html>");
                default -> {
                  talk.raw("\u0081\u007e\u0010");
                  return;
                }
              }
              talk.read();
            })) {
      OperatorException failure =
          failure(
              server,
              socket -> {
                Subscription subscription = socket.subscribe("ChainNotify");
                assertEquals(1, subscription.next().intValue());
                OperatorException ofCall =
                    assertThrows(OperatorException.class, () -> socket.call("Version"));
                assertTrue(ofCall.next().contains("carried out") || how.equals("garbage"));
                assertThrows(OperatorException.class, () -> socket.call("Version"));
                assertFalse(subscription.hasNext());
              });
      assertEquals(
          how.equals("garbage") ? ErrorCode.BAD_ANSWER : ErrorCode.INTERRUPTED_ANSWER,
          failure.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, NOT_AUTHORIZED",
    "404, BAD_ANSWER",
    "200, BAD_ANSWER",
    "500, BAD_ANSWER",
    "502, UNREACHABLE"
  })
  void aServerThatTalksNoWebSocketIsSaidSo(int status, ErrorCode code) throws IOException {
    try (ReplayServer server =
            new ReplayServer(asked -> new ReplayServer.Answered(status, "text/html", "<html>"));
        JsonRpcSocket socket = socket(server.url())) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> socket.call("Version"));
      assertEquals(code, failure.code(), failure.toString());
    }
  }

  @Test
  void aServiceThatIsNotThereIsUnreachable() throws IOException {
    String url;
    try (WebSocketServer gone = new WebSocketServer((n, talk) -> {})) {
      url = gone.url();
    }
    try (JsonRpcSocket socket = socket(url)) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> socket.call("Version"));
      assertEquals(ErrorCode.UNREACHABLE, failure.code(), failure.toString());
    }
  }
}
