package io.sectorsh.damocles.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant PING = Instant.ofEpochSecond(1_795_189_428);

  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private final ArrayNode pings = JSON.createArrayNode();
  private ReplayServer server;
  private Workers workers;

  @BeforeEach
  void serveRecordings() throws IOException {
    server = Recording.serve(DamoclesWorkerTest.recordings().toList());
    workers = new Workers(() -> pings, guard, Clock.fixed(PING.plusSeconds(60), ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String address() {
    return server.url().substring("http://".length());
  }

  private void ping(String name, String address, int threads, Instant at) {
    JsonNode info =
        JSON.createObjectNode()
            .put("Name", name)
            .put("Dest", address)
            .put("Version", "v0.13.1")
            .set("Summary", JSON.createObjectNode().put("Threads", threads).put("Running", 1));
    pings.add(JSON.createObjectNode().put("LastPing", at.getEpochSecond()).set("Info", info));
  }

  @Test
  void readsTheRecordedListOfAManager() throws IOException {
    Recording list =
        Recording.load(Recording.resource(AnsweredSystems.class, "rpc")).stream()
            .filter(one -> one.name().equals("WorkerPingInfoList"))
            .findFirst()
            .orElseThrow();
    JsonNode recorded = JSON.readTree(list.answer()).path("result");
    List<WorkerPing> read = new Workers(() -> recorded, guard, Clock.systemUTC()).getPings();
    assertEquals(List.of("worker-01", "worker-02", "worker-gone"), names(read));
    assertEquals(
        new WorkerPing("worker-01", "127.0.0.1:17890", "v0.13.1", 4, 1, 1, 1, 0, 1, PING),
        read.get(0));
  }

  private static List<String> names(List<WorkerPing> pings) {
    return pings.stream().map(WorkerPing::name).toList();
  }

  @Test
  void aManagerThatKnowsNoWorkersHasAnEmptyList() {
    assertEquals(
        List.of(), new Workers(JSON::nullNode, guard, Clock.systemUTC()).getThreads().toList());
  }

  @Test
  void joinsThePingListWithEachWorkersThreadsAndADeadWorkerIsARow() {
    ping("worker-01", address(), 4, PING);
    ping("worker-gone", "127.0.0.1:1", 1, PING.minusSeconds(3600));
    List<WorkerRow> rows = workers.getThreads().toList();
    assertEquals(5, rows.size());
    assertEquals("snapup", rows.get(2).getPlan());
    assertEquals("waiting", rows.get(2).getActivity());
    assertEquals(List.of(), rows.get(2).notes());
    WorkerRow dead = rows.get(4);
    assertEquals("worker-gone", dead.getWorker());
    assertTrue(dead.stale());
    assertEquals("unreachable", dead.getActivity());
    assertEquals(ErrorCode.UNREACHABLE, dead.problem().orElseThrow().code());
    assertTrue(dead.getLastError().contains("nothing listens at 127.0.0.1:1"));
  }

  @Test
  void tellsWhatMisleadsInTheList() {
    ping("new-name", address(), 4, PING);
    ping("old-name", address(), 2, PING.minusSeconds(60));
    ping("127.0.0.1", "127.0.0.1:1", 4, PING);
    List<WorkerRow> rows = workers.getThreads().toList();
    assertEquals(List.of("at the same address as old-name"), rows.get(0).notes());
    assertEquals(
        List.of(
            "an older name of new-name, at the same address",
            "the manager was told of 2 threads, but it has 4: another worker may use its name"),
        rows.get(4).notes());
    assertTrue(rows.get(8).notes().get(0).startsWith("without a name of its own"));
  }

  @Test
  void manyWorkersAreAskedAtOnceAndKeepTheirOrder() throws IOException {
    CountDownLatch both = new CountDownLatch(2);
    try (ReplayServer meeting =
        new ReplayServer(
            asked -> {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
              return ReplayServer.Answered.json("{\"id\":1,\"result\":[{\"index\":0}]}");
            })) {
      String there = meeting.url().substring("http://".length());
      ping("a", there, 1, PING);
      ping("b", there, 1, PING);
      List<WorkerRow> rows = workers.getThreads().toList();
      assertEquals(List.of("a", "b"), rows.stream().map(WorkerRow::getWorker).toList());
    }
  }

  @Test
  void anInterruptedQuestionEndsAtOnce() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (ReplayServer silent =
        new ReplayServer(
            asked -> {
              try {
                never.await();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
              return ReplayServer.Answered.json("{}");
            })) {
      ping("a", silent.url().substring("http://".length()), 1, PING);
      Thread.currentThread().interrupt();
      try (RowCursor<WorkerRow> cursor = workers.getThreads().open()) {
        assertThrows(CancellationException.class, cursor::hasNext);
      }
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aWorkerIsFoundByNameAddressOrHostAndTwoOnOneHostAreTold() {
    ping("worker-01", address(), 4, PING);
    assertEquals("0.13.1-4235a89", workers.worker("worker-01").getVersion());
    assertEquals("0.13.1-4235a89", workers.worker(address()).getVersion());
    assertEquals("0.13.1-4235a89", workers.worker("127.0.0.1").getVersion());
    ping("worker-02", "127.0.0.1:1", 1, PING);
    OperatorException two =
        assertThrows(OperatorException.class, () -> workers.worker("127.0.0.1"));
    assertEquals(ErrorCode.BAD_VALUE, two.code());
    assertTrue(two.what().contains("worker-01") && two.what().contains("worker-02"));
    OperatorException none =
        assertThrows(OperatorException.class, () -> workers.worker("worker-9"));
    assertEquals(ErrorCode.NOT_FOUND, none.code());
  }

  @Test
  void aThreadIsPausedByItsPositionWhereIndexesHaveAHole() throws IOException {
    String hole =
        "{\"id\":1,\"result\":[{\"index\":0,\"thread_state\":{\"state\":\"Idle\"}},"
            + "{\"index\":2,\"thread_state\":{\"state\":\"Running\",\"elapsed\":3}}]}";
    try (ReplayServer one =
        new ReplayServer(
            asked ->
                ReplayServer.Answered.json(
                    asked.body().contains("WorkerList") ? hole : "{\"id\":1,\"result\":true}"))) {
      ping("w", one.url().substring("http://".length()), 2, PING);
      workers.thread("w", 2).pause();
      assertTrue(
          one.asked().stream()
              .anyMatch(
                  asked ->
                      asked.body().contains("WorkerPause")
                          && asked.body().contains("\"params\":[1]")));
      OperatorException none = assertThrows(OperatorException.class, () -> workers.thread("w", 1));
      assertEquals("It has 0, 2.", none.next());
    }
  }

  @Test
  void aThreadThatStandsStillIsNotToldToPauseAgain() throws IOException {
    Recording before =
        DamoclesWorkerTest.recordings()
            .filter(one -> one.name().equals("WorkerList"))
            .findFirst()
            .orElseThrow();
    try (ReplayServer one = Recording.serve(List.of(before))) {
      ping("w", one.url().substring("http://".length()), 4, PING);
      assertEquals(ThreadActivity.PAUSED, workers.thread("w", 1).pause().activity());
    }
  }

  @Test
  void resumingAThreadThatRunsIsToldAsSuch() {
    ping("worker-01", address(), 4, PING);
    OperatorException failure =
        assertThrows(OperatorException.class, () -> workers.thread("worker-01", 0).resume());
    assertEquals(ErrorCode.REJECTED, failure.code());
  }
}
