package io.sectorsh.lotus.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.jsonrpc.WebSocketServer;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HeadChangesTest {
  private static LotusNode node(String url) {
    return new LotusNode(RpcEndpoint.parse(url, RpcService.NODE), Address.parse("t01000"));
  }

  private static String change(String type, long height) {
    return "{\"Type\":\""
        + type
        + "\",\"Val\":{\"Cids\":[],\"Blocks\":[{\"Timestamp\":4,\"ParentBaseFee\":\"100\"}],"
        + "\"Height\":"
        + height
        + "}}";
  }

  private static void send(WebSocketServer.Talk talk, String... changes) throws IOException {
    talk.write(
        "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":[5,["
            + String.join(",", changes)
            + "]]}");
  }

  private static void begin(WebSocketServer.Talk talk) throws IOException {
    assertTrue(talk.read().contains("\"method\":\"Filecoin.ChainNotify\",\"params\":[]"));
    talk.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":5}");
  }

  private static List<String> read(LotusNode node, int most) {
    return node.headChanges()
        .limit(most)
        .map(change -> change.type() + " " + change.tipset().height())
        .toList();
  }

  @Test
  void tellsEachChangeAndListensAnewWhenTheConnectionBreaks() throws IOException {
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              begin(talk);
              send(talk, change("current", 10 * n));
              send(talk, change("revert", 10 * n), change("apply", 10 * n + 1));
              if (n > 1) {
                talk.read();
              }
            })) {
      assertEquals(
          List.of("CURRENT 10", "REVERT 10", "APPLY 11", "CURRENT 20", "REVERT 20", "APPLY 21"),
          read(node(server.url()), 6));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void closingThePassCancelsTheSubscription() throws Exception {
    BlockingQueue<String> after = new LinkedBlockingQueue<>();
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              begin(talk);
              send(talk, change("current", 7));
              String text = talk.read();
              after.add(text == null ? "closed" : text);
            })) {
      try (RowCursor<HeadChange> changes = node(server.url()).headChanges().open()) {
        assertEquals(7, changes.next().tipset().height().value());
      }
      assertEquals("closed", after.take());
    }
  }

  @Test
  void aNodeThatRefusesIsNotAskedAgain() throws IOException {
    try (ReplayServer server =
        new ReplayServer(asked -> new ReplayServer.Answered(401, "text/plain", ""))) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> read(node(server.url()), 1));
      assertEquals(ErrorCode.NOT_AUTHORIZED, failure.code());
      assertEquals(1, server.asked().size());
    }
  }

  @Test
  void aChangeOfAnUnknownKindIsABadAnswer() throws IOException {
    try (WebSocketServer server =
        new WebSocketServer(
            (n, talk) -> {
              begin(talk);
              send(talk, change("swap", 7));
              talk.read();
            })) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> read(node(server.url()), 1));
      assertEquals(ErrorCode.BAD_ANSWER, failure.code());
    }
  }
}
