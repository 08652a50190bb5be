package io.sectorsh.damocles.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DamoclesWorkerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private ReplayServer server;
  private DamoclesWorker worker;

  @BeforeEach
  void serveRecordings() throws IOException {
    server = Recording.serve(recordings().toList());
    worker = DamoclesWorker.at(server.url(), guard);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Recording> recordings() {
    return Recording.load(Recording.resource(DamoclesWorkerTest.class, "rpc")).stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyRecordedAnswerIsReadAsWhatItIs(Recording recorded) throws IOException {
    ReplayServer.Answered answer =
        new ReplayServer.Answered(recorded.status(), recorded.contentType(), recorded.answer());
    try (ReplayServer one = new ReplayServer(asked -> answer)) {
      DamoclesWorker asked = DamoclesWorker.at(one.url(), guard);
      JsonNode call = recorded.call();
      String method = call.path("method").asText("VenusWorker.WorkerVersion");
      List<Object> params = new ArrayList<>();
      call.path("params").forEach(params::add);
      JsonNode expected = json(recorded.answer());
      if (expected.has("result")) {
        assertEquals(expected.get("result"), asked.call(method, params.toArray()));
      } else {
        OperatorException failure =
            assertThrows(OperatorException.class, () -> asked.call(method, params.toArray()));
        assertFailure(expected, failure);
      }
      JsonNode sent = json(one.asked().get(0).body());
      assertEquals("/", one.asked().get(0).path());
      assertEquals(method, sent.path("method").asText());
      assertEquals(JSON.valueToTree(params), sent.path("params"));
    }
  }

  private static void assertFailure(JsonNode expected, OperatorException failure) {
    if (expected.has("error")) {
      RpcRejectedException rejected = (RpcRejectedException) failure;
      assertEquals(expected.at("/error/code").asInt(), rejected.getRejection().code());
      assertEquals(expected.at("/error/message").asText(), rejected.what());
    } else {
      assertEquals(ErrorCode.BAD_ANSWER, failure.code());
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException noJson) {
      return JSON.missingNode();
    }
  }

  @Test
  void listsItsThreads() {
    List<WorkerThread> threads = worker.getThreads();
    assertEquals(4, threads.size());
    WorkerThread paused = threads.get(0);
    assertEquals(Optional.of("/data/sealing/1"), paused.location());
    assertEquals(Optional.of(new SectorId(1000, 4)), paused.getSector());
    assertEquals(Optional.of("PC2"), paused.stage());
    assertEquals("PC1Done", paused.state());
    WorkerThread idle = threads.get(3);
    assertEquals(Optional.empty(), idle.location());
    assertEquals(ThreadActivity.IDLE, idle.activity());
    assertEquals(Duration.ZERO, idle.elapsed());
    assertEquals(Optional.empty(), idle.getSector());
    assertEquals("0.13.1-4235a89", worker.getVersion());
  }

  @Test
  void anElapsedTimeAndALongErrorAreKept() throws IOException {
    Recording before =
        recordings().filter(one -> one.name().equals("WorkerList")).findFirst().orElseThrow();
    try (ReplayServer one = Recording.serve(List.of(before))) {
      List<WorkerThread> threads = DamoclesWorker.at(one.url(), guard).getThreads();
      assertEquals(Duration.ofSeconds(3605), threads.get(0).elapsed());
      assertEquals(Optional.of("http://127.0.0.1:17890/pc2"), threads.get(0).process());
      assertEquals(ThreadActivity.PAUSED, threads.get(1).activity());
      assertEquals(
          "permanent: copy to persist store:\n caused by: no space left on device",
          threads.get(1).lastError().orElseThrow());
    }
  }

  @Test
  void pausesAndResumes() {
    assertTrue(worker.pause(0));
    assertFalse(worker.pause(1));
    assertFalse(worker.resume(0));
    assertTrue(worker.resume(1, "PC1Done"));
  }

  @Test
  void anUnknownThreadIsNotFound() {
    OperatorException failure = assertThrows(OperatorException.class, () -> worker.pause(9));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
  }

  @Test
  void setsAndRemovesVariables() {
    worker.setEnv("A", "B");
    worker.removeEnv("A");
    OperatorException failure =
        assertThrows(OperatorException.class, () -> worker.setEnv("A=", "B"));
    assertEquals("invalid environment variable name or value", failure.what());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pc1done", "PC1", "", "Finishd"})
  void aWrongStateIsNotSent(String word) {
    OperatorException failure = assertThrows(OperatorException.class, () -> worker.resume(1, word));
    assertEquals(ErrorCode.BAD_VALUE, failure.code());
    assertEquals(List.of(), server.asked());
    if (word.equals("Finishd")) {
      assertEquals("Did you mean Finished?", failure.next());
    }
  }

  @Test
  void whatMayChangeSomethingIsRefusedInObserveModeBeforeItIsSent() {
    guard.setMode(Mode.OBSERVE);
    List<Runnable> writes =
        List.of(
            () -> worker.pause(0),
            () -> worker.resume(0),
            () -> worker.resume(0, "PC1Done"),
            () -> worker.setEnv("NAME", "value-that-is-secret"),
            () -> worker.removeEnv("NAME"),
            () -> worker.call("VenusWorker.WorkerPause", 0),
            () -> worker.call("Nope"));
    for (Runnable write : writes) {
      RefusedException refused = assertThrows(RefusedException.class, write::run);
      assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }
    assertEquals(List.of(), server.asked());
    assertEquals(4, worker.call("WorkerList").size());
  }

  @Test
  void theUsualPortNeedNotBeTold() {
    assertEquals(
        "http://10.0.0.7:17890/", DamoclesWorker.at("10.0.0.7", guard).getEndpoint().getUrl());
    assertEquals(
        "http://10.0.0.7:1/", DamoclesWorker.at("10.0.0.7:1", guard).getEndpoint().getUrl());
    assertEquals(
        "http://worker-7:2/", DamoclesWorker.at("http://worker-7:2", guard).getEndpoint().getUrl());
  }
}
