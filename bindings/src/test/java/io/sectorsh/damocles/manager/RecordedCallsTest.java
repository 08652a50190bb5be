package io.sectorsh.damocles.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each recorded call is made again, and a server answers what the real manager answered. */
final class RecordedCallsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, TypedCall> TYPED = TypedCall.all();

  /** These answer nothing for what is not there, instead of failing. */
  private static final Set<String> FINDERS =
      Set.of("FindSector", "FindSectorInAllStates", "FindSectorWithPiece", "WorkerGetPingInfo");

  private static List<Recording> recordings() {
    return Recording.load(Recording.resource(AnsweredSystems.class, "rpc"));
  }

  @TestFactory
  Stream<DynamicTest> replays() {
    return recordings().stream()
        .map(
            recording ->
                DynamicTest.dynamicTest(
                    recording.name(),
                    () -> {
                      if (isCall(recording)) {
                        replay(recording);
                      } else {
                        understand(recording);
                      }
                    }));
  }

  @Test
  void everyMethodForOperatorsWasRecordedAndIsTyped() {
    Set<String> recorded = new HashSet<>();
    recordings().stream()
        .filter(RecordedCallsTest::isCall)
        .forEach(one -> recorded.add(method(one)));
    assertTrue(recordings().size() >= 260, "" + recordings().size());
    Set<String> missing = new HashSet<>(TYPED.keySet());
    missing.removeAll(recorded);
    assertEquals(Set.of(), missing, "typed and never tried");
    assertTrue(TYPED.size() >= 33, "" + TYPED.size());
  }

  private static String method(Recording recording) {
    return recording.call().path("method").asText().replaceFirst("^Venus\\.", "");
  }

  /** Whether it is one that this client sends: others are a server's freedom. */
  private static boolean isCall(Recording recording) {
    JsonNode call = recording.call();
    return recording.path().equals("/rpc/v0")
        && call.path("method").asText().startsWith("Venus.")
        && call.path("params").isArray()
        && !recording.answer().isEmpty();
  }

  private void replay(Recording recording) throws IOException {
    JsonNode params = recording.call().path("params");
    try (ReplayServer server = answering(recording)) {
      check(recording, outcome(recording, manager(server)));
      JsonNode sent = JSON.readTree(server.asked().get(0).body());
      assertEquals(1, server.asked().size());
      assertEquals("/rpc/v0", server.asked().get(0).path());
      assertEquals(recording.call().path("method"), sent.path("method"));
      assertEquals(normal(params), normal(sent.path("params")));
      assertTrue(sent.path("id").isInt());
    }
  }

  /** What a call came to: a value, or a failure. */
  private record Outcome(
      boolean typed, Optional<JsonNode> value, Optional<OperatorException> failure) {
    static Outcome of(boolean typed, Supplier<JsonNode> call) {
      try {
        return new Outcome(typed, Optional.of(call.get()), Optional.empty());
      } catch (OperatorException failure) {
        return new Outcome(typed, Optional.empty(), Optional.of(failure));
      }
    }
  }

  private static Outcome outcome(Recording recording, DamoclesManager manager) {
    TypedCall typed = TYPED.get(method(recording));
    if (typed != null) {
      try {
        return Outcome.of(true, () -> typed.make(manager, recording.call().path("params")));
      } catch (TypedCall.Unfit unfit) {
        // By its name, below: no type of ours stands for such parameters.
      }
    }
    return Outcome.of(false, () -> byName(manager, recording));
  }

  private static JsonNode byName(DamoclesManager manager, Recording recording) {
    List<Object> params = new ArrayList<>();
    recording.call().path("params").forEach(params::add);
    return manager.call(method(recording), params.toArray());
  }

  private static void check(Recording recording, Outcome outcome) {
    JsonNode answer = json(recording.answer());
    JsonNode error = answer.path("error");
    boolean notFound =
        outcome.typed()
            && (error.path("code").asInt() == 11001
                || error.path("message").asText().endsWith("key not found"));
    if (error.isMissingNode()) {
      assertIncludes(result(recording, answer, outcome.typed()), outcome.value().orElseThrow());
    } else if (notFound && FINDERS.contains(method(recording))) {
      assertEquals(Optional.of(NullNode.instance), outcome.value());
    } else {
      OperatorException failure = outcome.failure().orElseThrow();
      assertEquals(notFound ? ErrorCode.NOT_FOUND : ErrorCode.REJECTED, failure.code());
      assertEquals(error.path("message").asText(), failure.what());
      RpcRejectedException rejected =
          (RpcRejectedException) (notFound ? failure.getCause() : failure);
      assertEquals(error.path("code").asInt(), rejected.getRejection().code());
    }
  }

  /** A result as far as it is a value: what is left out is null. */
  private static JsonNode result(Recording recording, JsonNode answer, boolean typed) {
    JsonNode result = answer.path("result");
    if (typed && method(recording).equals("SnapUpCandidates")) {
      ObjectNode byDeadline = JSON.createObjectNode();
      for (int deadline = 0; deadline < result.size(); deadline++) {
        if (result.get(deadline).size() > 1) {
          byDeadline.set("" + deadline, result.get(deadline));
        }
      }
      return byDeadline;
    }
    return result.isMissingNode() ? NullNode.instance : result;
  }

  /** Types may leave members out, but what they keep is as it was answered. */
  private static void assertIncludes(JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      actual
          .properties()
          .forEach(
              member ->
                  assertIncludes(
                      Optional.ofNullable(expected.get(member.getKey()))
                          .orElseThrow(() -> new AssertionError("made up: " + member)),
                      member.getValue()));
    } else if (expected.isArray() && actual.isArray()) {
      assertEquals(expected.size(), actual.size());
      for (int index = 0; index < expected.size(); index++) {
        assertIncludes(expected.get(index), actual.get(index));
      }
    } else {
      assertEquals(normal(expected), normal(actual));
    }
  }

  /** What cannot be sent can still be answered: it is a value or an error with a code. */
  private void understand(Recording recording) throws IOException {
    try (ReplayServer server = answering(recording)) {
      String answer = recording.answer();
      JsonNode result = json(answer).path("result");
      if (result.isTextual() && recording.status() == 200) {
        assertEquals(result.textValue(), manager(server).getVersion());
        return;
      }
      OperatorException failure =
          assertThrows(OperatorException.class, () -> manager(server).getVersion());
      assertEquals(
          json(answer).has("error") ? ErrorCode.REJECTED : ErrorCode.BAD_ANSWER, failure.code());
    }
  }

  private static ReplayServer answering(Recording recording) throws IOException {
    return new ReplayServer(
        asked ->
            new ReplayServer.Answered(
                recording.status(), recording.contentType(), recording.answer()));
  }

  private static DamoclesManager manager(ReplayServer server) {
    return new DamoclesManager(
        RpcEndpoint.parse(server.url(), RpcService.DAMOCLES), new ChangeGuard(Mode.APPLY));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      return JSON.missingNode();
    }
  }

  /** The same numbers in the same form, and the same addresses. */
  private static JsonNode normal(JsonNode json) {
    return json(json.toString().replace("\"t0", "\"f0"));
  }
}
