package io.sectorsh.jsonrpc;

import static io.sectorsh.jsonrpc.RawServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is tried again, and where. */
@Timeout(60)
final class AttemptsTest {
  private static final RpcLimits QUICK =
      new RpcLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          2,
          Duration.ofMillis(1),
          1 << 20);
  private static final ReplayServer.Answered FIVE =
      ReplayServer.Answered.json("{\"id\":1,\"result\":5}");

  private static JsonRpcClient client(String urls) {
    return new JsonRpcClient(RpcEndpoint.parseAll(urls, RpcService.NODE), QUICK);
  }

  private static String nobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  @Test
  void pausesDoubleUpToALimitAndAreShortenedByChance() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3), new Random(1));
    long[] whole = {200, 400, 800, 1600, 3000, 3000};
    for (int retry = 0; retry < whole.length; retry++) {
      for (int trial = 0; trial < 100; trial++) {
        long pause = backoff.millis(retry);
        assertTrue(pause <= whole[retry] && pause >= whole[retry] / 2, retry + ": " + pause);
      }
    }
    assertTrue(backoff.millis(1_000_000) <= 3000);
  }

  @Test
  void theNextAddressIsAskedWhenTheFirstIsGoneAndStaysTheFirst() throws IOException {
    try (ReplayServer second = new ReplayServer(asked -> FIVE)) {
      JsonRpcClient client = client("TOKEN:" + nobody() + ", TOKEN:" + second.url());
      assertEquals(5, client.read("ChainHead").intValue());
      assertEquals(second.url() + "/rpc/v1", client.getEndpoint().getUrl());
      assertEquals(5, client.call("MpoolPush").intValue());
      assertEquals(2, second.asked().size());
    }
  }

  @Test
  void aWriteThatMayHaveArrivedGoesNowhereElse() throws IOException {
    try (RawServer first = new RawServer((n, out) -> {});
        ReplayServer second = new ReplayServer(asked -> FIVE)) {
      JsonRpcClient client = client(first.url() + "," + second.url());
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client.call("MpoolPush"));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertEquals(List.of(), second.asked());
      assertEquals(1, first.connections());
      assertEquals(5, client.read("ChainHead").intValue());
      assertEquals(4, first.connections());
    }
  }

  @Test
  void aGatewayWithoutAnAnswerIsAskedAgainForReadsOnly() throws IOException {
    int[] asked = new int[1];
    try (ReplayServer gateway =
        new ReplayServer(
            call ->
                ++asked[0] % 3 == 0
                    ? FIVE
                    : new ReplayServer.Answered(502, "text/html", "<html>Bad Gateway</html>"))) {
      assertEquals(5, client(gateway.url()).read("ChainHead").intValue());
      assertEquals(3, asked[0]);
      assertThrows(OperatorException.class, () -> client(gateway.url()).call("MpoolPush"));
      assertEquals(4, asked[0]);
    }
  }

  @Test
  void aWrongTokenIsToldAtOnce() throws IOException {
    try (ReplayServer first =
            new ReplayServer(asked -> new ReplayServer.Answered(401, "text/plain", ""));
        ReplayServer second = new ReplayServer(asked -> FIVE)) {
      JsonRpcClient client = client("WRONG:" + first.url() + ",RIGHT:" + second.url());
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client.read("ChainHead"));
      assertEquals(ErrorCode.NOT_AUTHORIZED, failure.code());
      assertEquals(1, first.asked().size());
    }
  }

  @Test
  void aListThatBeganIsNotBegunAgain() throws IOException {
    try (RawServer first =
        new RawServer(
            (n, out) ->
                out.write(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"result\":[1,2,3,")))) {
      OperatorException failure =
          assertThrows(
              OperatorException.class,
              () -> client(first.url()).list(Long.class, n -> n.longValue(), "X").count());
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertEquals(1, first.connections());
    }
  }
}
