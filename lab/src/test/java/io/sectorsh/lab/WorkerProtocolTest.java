package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recorded calls of a worker's control server, made to one of the lab's. */
class WorkerProtocolTest {
  /** What they answer hangs on what the threads do just now. */
  private static final Set<String> OF_A_MOMENT =
      Set.of(
          "WorkerList",
          "WorkerList.after",
          "WorkerPause.paused",
          "WorkerPause.running",
          "WorkerResume.no-state",
          "WorkerResume.not-paused",
          "WorkerResume.null-state",
          "WorkerResume.with-state",
          "err.params-missing",
          "err.params-null");

  private static Running lab;
  private static String worker;

  @BeforeAll
  static void start() {
    lab = new Lab().start(Optional.empty(), 1);
    worker =
        "http://"
            + RpcClient.manager(lab.profile())
                .call("WorkerGetPingInfo", "worker-01")
                .at("/Info/Dest")
                .asText();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @TestFactory
  Stream<DynamicTest> aWorkerAnswersAsTheRealOneDid() throws IOException {
    return Exchange.load("damocles-worker.ndjson").stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
  }

  private static void check(Exchange one) throws IOException, InterruptedException {
    HttpResponse<String> answer = one.replay(worker, "");
    String body = answer.body();
    String expected = one.answer();
    if (OF_A_MOMENT.contains(one.name())) {
      body = kind(body);
      expected = expected.substring(0, expected.indexOf('\n') + 1) + kind(one.response());
    }
    assertEquals(
        expected,
        answer.statusCode()
            + " "
            + answer.headers().firstValue("Content-Type").orElse("")
            + "\n"
            + body);
  }

  /** An answer without its value. */
  private static String kind(String body) {
    return body.replaceAll("\"result\":(true|false)", "\"result\":truth")
        .replaceAll("(?s)\"result\":\\[.*]", "\"result\":list");
  }
}
