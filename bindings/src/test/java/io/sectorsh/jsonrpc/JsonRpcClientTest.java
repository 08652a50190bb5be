package io.sectorsh.jsonrpc;

import static io.sectorsh.jsonrpc.RawServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.ReplayServer.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class JsonRpcClientTest {
  private static final RpcLimits QUICK =
      new RpcLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          2,
          Duration.ofMillis(1),
          1 << 20);

  private static JsonRpcClient client(String url) {
    return new JsonRpcClient(RpcEndpoint.parse("SECRET.t.oken:" + url, RpcService.MINER), QUICK);
  }

  private static OperatorException failure(Answered answer) throws IOException {
    try (ReplayServer server = new ReplayServer(asked -> answer)) {
      return assertThrows(
          OperatorException.class, () -> client(server.url()).read("SectorsStatus", 1, true));
    }
  }

  private static Answered answer(int status, String body) {
    return new Answered(status, "text/plain", body);
  }

  @Test
  void sendsPositionalParametersWithTheTokenInAHeader() throws IOException {
    try (ReplayServer server =
        new ReplayServer(asked -> Answered.json("{\"result\":{\"a\":1.50},\"id\":1}"))) {
      JsonNode result = client(server.url()).read("StateMinerInfo", "t01000", null);
      assertEquals("{\"a\":1.50}", result.toString());
      ReplayServer.Asked asked = server.asked().get(0);
      assertEquals("/rpc/v0", asked.path());
      assertEquals("Bearer SECRET.t.oken", asked.authorization());
      assertEquals(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Filecoin.StateMinerInfo\","
              + "\"params\":[\"t01000\",null]}",
          asked.body());
    }
  }

  @Test
  void anAnswerWithoutAResultIsNull() throws IOException {
    try (ReplayServer server =
        new ReplayServer(asked -> answer(200, "{\"jsonrpc\":\"2.0\",\"id\":1}\n"))) {
      assertTrue(client(server.url()).call("RemoveSector").isNull());
      assertEquals(
          List.of(), client(server.url()).list(String.class, JsonNode::asText, "X").toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {'jsonrpc':'2.0','id':1,'error':{'code':1,'message':'no'}} | REJECTED",
        "500 | {'jsonrpc':'2.0','id':1,'error':{'code':-32601,'message':'no'}} | REJECTED",
        "500 | {'error':{'code':-32602,'message':'no'},'id':1} | REJECTED",
        "400 | {'error':{'code':-32600,'message':'no'},'id':null} | REJECTED",
        "200 | {'error':{'code':1,'message':'missing permission to invoke X (need admin)'}} | NOT_AUTHORIZED",
        "401 | '' | NOT_AUTHORIZED",
        "403 | forbidden | NOT_AUTHORIZED",
        "404 | 404 page not found | BAD_ANSWER",
        "200 | '' | BAD_ANSWER",
        "500 | '' | BAD_ANSWER",
        "200 | <html>hello</html> | BAD_ANSWER",
        "200 | {'status':'OK'} | BAD_ANSWER",
        "200 | [1] | BAD_ANSWER",
        "200 | 17 | BAD_ANSWER",
        "302 | <a>Found</a> | BAD_ANSWER",
        "502 | <html>Bad Gateway</html> | UNREACHABLE",
        "503 | '' | UNREACHABLE",
        "200 | {'jsonrpc':'2.0','result':[1,2 | INTERRUPTED_ANSWER",
      })
  void failuresAreTypedAndNameTheCall(int status, String body, ErrorCode code) throws IOException {
    OperatorException failure = failure(answer(status, body.replace('\'', '"')));
    assertEquals(code, failure.code(), failure.toString());
    assertTrue(
        failure.where().matches("Filecoin.SectorsStatus at http://127.0.0.1:[0-9]+/rpc/v0"),
        failure.where());
  }

  @Test
  void aRefusalKeepsTheDaemonsCode() throws IOException {
    OperatorException failure =
        failure(answer(500, "{\"error\":{\"code\":-32601,\"message\":\"not found\"}}"));
    RpcRejection rejection = assertInstanceOf(RpcRejectedException.class, failure).getRejection();
    assertEquals(new RpcRejection(-32601, "not found", 500), rejection);
    assertTrue(rejection.isUnknownMethod());
  }

  @Test
  void noFailureShowsTheToken() throws IOException {
    for (Answered answer :
        List.of(
            answer(401, ""),
            answer(200, "SECRET.t.oken"),
            answer(200, "{\"error\":{\"code\":1,\"message\":\"bad SECRET.t.oken\"}}"))) {
      OperatorException failure = failure(answer);
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertFalse((trace + failure.next()).contains("SECRET"), trace.toString());
    }
  }

  @Test
  void aFailureCanBeSerialized() throws IOException {
    OperatorException failure = failure(answer(200, "{\"error\":{\"code\":1,\"message\":\"no\"}}"));
    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(failure);
  }

  @Test
  void nothingListensIsSaidSo() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    OperatorException failure =
        assertThrows(
            OperatorException.class, () -> client("http://127.0.0.1:" + port).read("Version"));
    assertEquals(ErrorCode.UNREACHABLE, failure.code());
    assertEquals("nothing listens at 127.0.0.1:" + port, failure.what());
  }

  @Test
  void aServiceThatIsNotHttpIsABadAnswer() throws IOException {
    try (RawServer server = new RawServer((n, out) -> out.write(text("SSH-2.0-OpenSSH_9\r\n")))) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client(server.url()).read("Version"));
      assertEquals(ErrorCode.BAD_ANSWER, failure.code(), failure.toString());
    }
  }

  @Test
  void aReadIsTriedAgainWhenTheDaemonHangsUp() throws IOException {
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              if (n == 3) {
                out.write(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"result\":5,\"id\":1}\n"));
              }
            })) {
      assertEquals(5, client(server.url()).read("Version").asInt());
      assertEquals(3, server.connections());
    }
  }

  @Test
  void anyOtherCallIsSentOnce() throws IOException {
    try (RawServer server = new RawServer((n, out) -> {})) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client(server.url()).call("RemoveSector"));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertEquals(1, server.connections());
      assertTrue(failure.next().contains("may have been carried out"));
    }
  }

  @Test
  void anAnswerCutInTheMiddleIsInterrupted() throws IOException {
    try (RawServer server =
        new RawServer(
            (n, out) ->
                out.write(text("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"result\":5")))) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client(server.url()).call("Version"));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
    }
  }

  @Test
  void aSilentDaemonIsLateAfterTheDeadline() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer((n, out) -> over.await())) {
      JsonRpcClient client =
          new JsonRpcClient(
              RpcEndpoint.parse(server.url(), RpcService.MINER),
              QUICK.withAnswer(Duration.ofMillis(300)));
      OperatorException failure =
          assertThrows(OperatorException.class, () -> client.read("Version"));
      assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
      assertTrue(failure.what().startsWith("no answer within"), failure.what());
      assertTrue(server.connections() <= 1);
    } finally {
      over.countDown();
    }
  }

  @Test
  void anAnswerBeyondTheLimitIsRefused() throws IOException {
    String body = "{\"result\":\"" + "x".repeat(2 << 20) + "\"}";
    assertEquals(ErrorCode.BAD_ANSWER, failure(answer(200, body)).code());
  }

  @Test
  void anInterruptCancelsTheCallAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (n, out) -> {
              asked.countDown();
              over.await();
            })) {
      JsonRpcClient client = client(server.url());
      boolean[] flag = new boolean[1];
      Throwable[] thrown = new Throwable[1];
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.read("StateWaitMsg");
                } catch (RuntimeException stopped) {
                  thrown[0] = stopped;
                  flag[0] = Thread.currentThread().isInterrupted();
                }
              });
      caller.start();
      asked.await();
      caller.interrupt();
      caller.join();
      assertInstanceOf(CallInterruptedException.class, thrown[0]);
      assertTrue(flag[0]);
    } finally {
      over.countDown();
    }
  }
}
