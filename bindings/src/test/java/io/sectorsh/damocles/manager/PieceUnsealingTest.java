package io.sectorsh.damocles.manager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.CallInterruptedException;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.jsonrpc.WebSocketServer;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PieceUnsealingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SectorId SECTOR = new SectorId(1000, 12);
  private static final Cid PIECE =
      Cid.parse("baga6ea4seaqkqyybsgl4krpvxtae56wthd3ikjtyjxg4bu3yu54zeclvriz7idq");

  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);

  @TempDir private Path directory;

  private Path target() {
    return directory.resolve("piece");
  }

  private SectorCommands commands(WebSocketServer server) {
    return new DamoclesManager(RpcEndpoint.parse(server.url(), RpcService.DAMOCLES), guard)
        .getCommands();
  }

  private UnsealedPiece unseal(WebSocketServer server) {
    return commands(server).unsealPiece(SECTOR, PIECE, 0, 1016, target());
  }

  private static JsonNode transcript() throws IOException {
    return JSON.readTree(
        Recording.resource(AnsweredSystems.class, "websocket-transcript.json").toFile());
  }

  private static String method(JsonNode message) {
    return message.path("method").asText();
  }

  /** Answers each call as the transcript does, whose ids are the client's. */
  private static void replay(WebSocketServer.Talk talk, AtomicReference<JsonNode> asked)
      throws IOException {
    for (String text = talk.read(); text != null; text = talk.read()) {
      JsonNode call = JSON.readTree(text);
      if (!call.has("id")) {
        continue;
      }
      asked.set(call);
      boolean answering = false;
      for (JsonNode line : transcript()) {
        if (line.has("send")) {
          answering = method(JSON.readTree(line.get("send").asText())).equals(method(call));
        } else if (answering && line.has("recv")) {
          JsonNode answer = JSON.readTree(line.get("recv").asText());
          if (answer.has("id")) {
            ((ObjectNode) answer).set("id", call.get("id"));
          }
          talk.write(answer.toString());
        }
      }
    }
  }

  @Test
  void theRecordedPieceBecomesAFile() throws IOException {
    AtomicReference<JsonNode> asked = new AtomicReference<>();
    try (WebSocketServer server = new WebSocketServer((number, talk) -> replay(talk, asked))) {
      UnsealedPiece piece = unseal(server);
      assertEquals(new UnsealedPiece(target(), 16), piece);
      assertEquals("hello piece data", Files.readString(target()));
      JsonNode recorded = null;
      for (JsonNode line : transcript()) {
        if (line.path("send").asText().contains("UnsealPiece")) {
          recorded = JSON.readTree(line.get("send").asText());
        }
      }
      assertEquals(method(recorded), method(asked.get()));
      assertEquals(recorded.get("params"), asked.get().get("params"));
      assertEquals(1, files());
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private static void begin(WebSocketServer.Talk talk) throws IOException {
    JsonNode call = JSON.readTree(talk.read());
    talk.write("{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":" + call.get("id") + "}");
  }

  private static void chunk(WebSocketServer.Talk talk, byte[] bytes) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    talk.write(
        "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":[1,\"" + base64 + "\"]}");
  }

  private static void close(WebSocketServer.Talk talk) throws IOException {
    talk.write("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.close\",\"params\":[1]}");
  }

  @Test
  void aLargePieceIsWrittenChunkByChunk() throws IOException {
    byte[] piece = new byte[5 << 20];
    new Random(5).nextBytes(piece);
    try (WebSocketServer server =
        new WebSocketServer(
            (number, talk) -> {
              begin(talk);
              for (int at = 0; at < piece.length; at += 1 << 16) {
                chunk(talk, java.util.Arrays.copyOfRange(piece, at, at + (1 << 16)));
              }
              chunk(talk, new byte[0]);
              close(talk);
              talk.read();
            })) {
      assertEquals(piece.length, unseal(server).bytes());
      assertArrayEquals(piece, Files.readAllBytes(target()));
    }
  }

  @Test
  void aPieceThatBreaksOffLeavesNoFile() throws IOException {
    try (WebSocketServer server =
        new WebSocketServer(
            (number, talk) -> {
              begin(talk);
              chunk(talk, new byte[] {1, 2, 3});
              if (number == 2) {
                close(talk);
                talk.read();
              }
            })) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        OperatorException failure = assertThrows(OperatorException.class, () -> unseal(server));
        assertEquals(ErrorCode.INTERRUPTED_ANSWER, failure.code());
        assertEquals(0, files());
      }
    }
  }

  @Test
  void anInterruptCancelsItAtTheManager() throws Exception {
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    try (WebSocketServer server =
        new WebSocketServer(
            (number, talk) -> {
              begin(talk);
              chunk(talk, new byte[] {1});
              begun.countDown();
              cancelled.complete(talk.read());
            })) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread unsealing =
          new Thread(
              () ->
                  ended.complete(
                      assertThrows(CallInterruptedException.class, () -> unseal(server))));
      unsealing.start();
      assertTrue(begun.await(20, TimeUnit.SECONDS));
      unsealing.interrupt();
      assertInstanceOf(CallInterruptedException.class, ended.get(20, TimeUnit.SECONDS));
      assertEquals("xrpc.cancel", method(JSON.readTree(cancelled.get(20, TimeUnit.SECONDS))));
      unsealing.join();
      assertEquals(0, files());
    }
  }

  @Test
  void whatTheManagerRejectsKeepsItsWords() throws IOException {
    try (WebSocketServer server =
        new WebSocketServer(
            (number, talk) -> {
              JsonNode call = JSON.readTree(talk.read());
              talk.write(
                  "{\"jsonrpc\":\"2.0\",\"id\":"
                      + call.get("id")
                      + ",\"error\":{\"code\":1,\"message\":\"no such piece\"}}");
              talk.read();
            })) {
      RpcRejectedException failure = assertThrows(RpcRejectedException.class, () -> unseal(server));
      assertEquals("no such piece", failure.what());
      assertFalse(Files.exists(target()));
    }
  }

  @Test
  void whatIsThereIsNeverOverwrittenAndObserveModeAsksNothing() throws IOException {
    try (WebSocketServer server = new WebSocketServer((number, talk) -> talk.read())) {
      Files.writeString(target(), "mine");
      assertEquals(
          ErrorCode.BAD_VALUE, assertThrows(OperatorException.class, () -> unseal(server)).code());
      assertEquals("mine", Files.readString(target()));
      OperatorException nowhere =
          assertThrows(
              OperatorException.class,
              () ->
                  commands(server)
                      .unsealPiece(SECTOR, PIECE, 0, 1016, directory.resolve("no/such")));
      assertEquals(ErrorCode.NOT_FOUND, nowhere.code());
      guard.setMode(Mode.OBSERVE);
      assertThrows(RefusedException.class, () -> unseal(server));
      assertEquals(0, server.connections());
    }
  }
}
