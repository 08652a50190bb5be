package io.sectorsh.lotus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every call that was recorded of a real lotus and lotus-miner, through all of an incident: each
 * typed method sends what was sent then and reads what was answered, and errors come out typed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedCallsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> ALTERNATE = Set.of("RecoverFault");

  private final AtomicReference<Recording> current = new AtomicReference<>();
  private final AtomicReference<JsonNode> sent = new AtomicReference<>();
  private final TypedCalls typed = new TypedCalls();
  private ReplayServer server;
  private List<Recording> recordings;

  @BeforeAll
  void read() throws IOException {
    try (InputStream raw =
            Objects.requireNonNull(getClass().getResourceAsStream("calls.ndjson.gz"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      recordings = lines.lines().map(Recording::of).toList();
    }
    server = new ReplayServer(this::answer);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ReplayServer.Answered answer(ReplayServer.Asked asked) {
    JsonNode call = json(asked.body());
    Recording now = current.get();
    String method = call.path("method").asText();
    boolean lookup = !method.equals(now.call().path("method").asText("Filecoin.X"));
    if (lookup && method.equals("Filecoin.SectorsStatus")) {
      return ReplayServer.Answered.json(
          "{\"id\":1,\"result\":{\"SectorID\":" + call.path("params").path(0) + "}}");
    }
    if (lookup && method.equals("Filecoin.ActorAddress")) {
      return ReplayServer.Answered.json("{\"id\":1,\"result\":\"t01000\"}");
    }
    if (lookup && method.equals("Filecoin.SectorsList")) {
      return ReplayServer.Answered.json("{\"id\":1,\"result\":[0,1,2,3,10,11,12,13]}");
    }
    sent.set(call);
    return new ReplayServer.Answered(now.status(), now.contentType(), now.answer());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      return JSON.missingNode();
    }
  }

  private LotusNode node() {
    return new LotusNode(
        List.of(RpcEndpoint.parse(server.url(), RpcService.NODE)),
        () -> Address.parse("t01000"),
        new ChangeGuard(Mode.APPLY));
  }

  private LotusMiner miner() {
    return new LotusMiner(
        RpcEndpoint.parse(server.url(), RpcService.MINER), new ChangeGuard(Mode.APPLY));
  }

  @Test
  void everyRecordedCallIsReadOrFailsTyped() {
    Set<String> methods = new HashSet<>();
    int read = 0;
    for (Recording recording : recordings) {
      if (replay(recording)) {
        methods.add(recording.call().path("method").asText());
        read++;
      }
    }
    assertTrue(recordings.size() >= 1_435, recordings.size() + " recordings");
    assertTrue(read > 1_000, read + " typed answers");
    assertTrue(methods.size() >= 66, methods.size() + " typed methods: " + methods);
  }

  /** Whether a typed method read the answer. */
  private boolean replay(Recording recording) {
    current.set(recording);
    sent.set(JSON.missingNode());
    JsonNode call = recording.call();
    String method = call.path("method").asText();
    boolean error = isError(recording);
    try {
      if (!error && typed.of(method).isPresent() && call.has("id") && !isOfNoType(call)) {
        TypedCalls.Params params = new TypedCalls.Params(call.path("params"));
        assertNotNull(typed.of(method).get().call(node(), miner(), params), recording.name());
        assertSameCall(call, recording.name());
        return true;
      }
      generic(recording, method, call);
      assertFalse(error, recording.name());
    } catch (OperatorException failure) {
      assertTyped(recording, failure, error);
    }
    return false;
  }

  private void generic(Recording recording, String method, JsonNode call) {
    Object[] params = JSON.convertValue(list(call.path("params")), Object[].class);
    String name = method.isEmpty() ? "Version" : method;
    JsonNode result =
        recording.path().equals("/rpc/v0") && !ALTERNATE.contains(name)
            ? miner().call(name, params)
            : node().call(name, params);
    assertEquals(
        json(recording.answer()).path("result").toString(), result.toString(), recording.name());
  }

  private static JsonNode list(JsonNode params) {
    return params.isArray() ? params : JSON.createArrayNode();
  }

  /** A recorded check named a proof type that there is none of. */
  private static boolean isOfNoType(JsonNode call) {
    return call.path("method").asText().equals("Filecoin.CheckProvable")
        && call.path("params").path(0).intValue() == 15;
  }

  private static boolean isError(Recording recording) {
    JsonNode answer = json(recording.answer());
    return recording.status() != 200 || !answer.isObject() || answer.has("error");
  }

  /** Null and no CIDs both mean the newest tipset. */
  private void assertSameCall(JsonNode recorded, String name) {
    assertEquals(recorded.path("method"), sent.get().path("method"), name);
    assertEquals(
        recorded.path("params").toString().replace("null]", "[]]").replace("[null,", "[[],"),
        sent.get().path("params").toString().replace("null]", "[]]").replace("[null,", "[[],"),
        name);
  }

  private static void assertTyped(
      Recording recording, OperatorException failure, boolean expected) {
    assertTrue(expected, recording.name() + ": " + failure);
    assertTrue(failure.where().contains(" at http://127.0.0.1:"), failure.where());
    assertEquals(codeOf(recording), failure.code(), recording.name() + ": " + failure);
    JsonNode error = json(recording.answer()).path("error");
    if (error.isObject() && failure.code() == ErrorCode.REJECTED) {
      RpcRejection rejection = assertInstanceOf(RpcRejectedException.class, failure).getRejection();
      assertEquals(error.path("code").intValue(), rejection.code(), recording.name());
      assertEquals(error.path("message").asText(), rejection.message(), recording.name());
      assertEquals(kindOf(error), rejection.getKind(), recording.name());
    }
  }

  private static ErrorCode codeOf(Recording recording) {
    JsonNode error = json(recording.answer()).path("error");
    if (recording.status() == 401
        || error.path("message").asText().startsWith("missing permission")) {
      return ErrorCode.NOT_AUTHORIZED;
    }
    return error.isObject() ? ErrorCode.REJECTED : ErrorCode.BAD_ANSWER;
  }

  private static RpcRejection.Kind kindOf(JsonNode error) {
    String words = error.path("message").asText();
    return switch (error.path("code").intValue()) {
      case -32601 -> RpcRejection.Kind.UNKNOWN_METHOD;
      case -32600, -32602, -32700 -> RpcRejection.Kind.BAD_PARAMETERS;
      case 0 -> RpcRejection.Kind.CRASH;
      default ->
          words.matches("(?s).*(not found|could not find|doesn't exist|not due at).*")
              ? RpcRejection.Kind.NOT_FOUND
              : RpcRejection.Kind.OTHER;
    };
  }

  @Test
  void whatIsNotThereIsEmptyNotAnError() {
    int absent = 0;
    for (Recording recording : recordings) {
      String method = recording.call().path("method").asText();
      boolean optional =
          Set.of(
                  "Filecoin.SectorsStatus",
                  "Filecoin.StateSectorGetInfo",
                  "Filecoin.StateSectorPartition",
                  "Filecoin.StateSectorExpiration",
                  "Filecoin.StateSectorPreCommitInfo",
                  "Filecoin.StateGetActor")
              .contains(method);
      if (optional && recording.status() == 200 && json(recording.answer()).has("error")) {
        current.set(recording);
        TypedCalls.Params params = new TypedCalls.Params(recording.call().path("params"));
        assertEquals(
            java.util.Optional.empty(),
            typed.of(method).orElseThrow().call(node(), miner(), params),
            recording.name());
        absent++;
      }
    }
    assertTrue(absent > 10, "absent: " + absent);
  }
}
