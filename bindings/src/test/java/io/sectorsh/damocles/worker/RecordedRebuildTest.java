package io.sectorsh.damocles.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.AnsweredSystems;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Recording;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.ReplayServer.Answered;
import io.sectorsh.jsonrpc.ReplayServer.Asked;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.Following;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rebuild from the switched thread to the finished sector, over the transport of the recorded
 * worker and manager: each answer is one of theirs, in which only the thread moves on.
 */
final class RecordedRebuildTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Recording> OF_WORKER = DamoclesWorkerTest.recordings().toList();
  private static final List<Recording> OF_MANAGER =
      Recording.load(Recording.resource(AnsweredSystems.class, "rpc"));
  private static final SectorId SECTOR = new SectorId(1000, 8);
  private static final Pace QUICK = new Pace(Duration.ofMillis(1), Duration.ofSeconds(30));
  private static final List<String> STATES =
      List.of("Allocated", "TreeDBuilt", "PC1Done", "PC2Done", "SealedChecked", "Finished");

  @TempDir Path mounted;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);

  /** How often the worker was looked at since it was given the sector; negative before. */
  private final AtomicInteger looks = new AtomicInteger(Integer.MIN_VALUE);

  private boolean failing;
  private ReplayServer worker;
  private ReplayServer manager;
  private Workers workers;
  private DamoclesManager damocles;

  @BeforeEach
  void serve() throws IOException {
    worker = new ReplayServer(this::answerOfWorker);
    manager = new ReplayServer(this::answerOfManager);
    damocles = new DamoclesManager(RpcEndpoint.parse(manager.url(), RpcService.DAMOCLES), guard);
    ObjectNode ping = JSON.createObjectNode().put("LastPing", 1_795_189_428);
    ping.putObject("Info")
        .put("Name", "worker-01")
        .put("Dest", worker.url().substring("http://".length()));
    workers = new Workers(() -> JSON.createArrayNode().add(ping), guard, Clock.systemUTC());
    workers.mount("worker-01", "/data/sealing", mounted.toString());
    Files.createDirectory(mounted.resolve("1"));
  }

  @AfterEach
  void stop() {
    worker.close();
    manager.close();
  }

  private static Recording named(List<Recording> all, String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static Answered as(Recording recorded, String body) {
    return new Answered(recorded.status(), recorded.contentType(), body);
  }

  /** The recorded list, in which the first thread has come to the end of its job. */
  private Answered answerOfWorker(Asked asked) {
    try {
      Recording list = named(OF_WORKER, "WorkerList");
      assertEquals("/", asked.path());
      assertTrue(asked.body().contains("VenusWorker.WorkerList"), asked.body());
      JsonNode body = JSON.readTree(list.answer());
      moveOn((ObjectNode) body.at("/result/0"));
      return as(list, body + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void moveOn(ObjectNode thread) throws IOException {
    Path hot = mounted.resolve("1").resolve("config.toml");
    if (Files.exists(hot) && Files.readString(hot).contains("plan = \"rebuild\"")) {
      thread.put("plan", "rebuild");
    }
    int look = looks.getAndIncrement();
    boolean working = look >= 0 && look < STATES.size();
    thread.put("job_id", working ? SECTOR.fileName() : null);
    thread.put("job_state", working ? STATES.get(look) : "");
    thread.put("job_stage", working ? "PC1" : null);
    ObjectNode state = thread.putObject("thread_state").put("state", working ? "Running" : "Idle");
    if (working) {
      state.put("elapsed", look);
    }
    if (failing && look == 2) {
      state.put("state", "Paused");
      thread.put("last_error", "permanent: copy to persist store:\n caused by: no space left");
    }
  }

  private Answered answerOfManager(Asked asked) {
    boolean online = looks.get() < STATES.size();
    if (asked.body().contains("SectorSetForRebuild")) {
      looks.set(0);
      Recording set = named(OF_MANAGER, "SectorSetForRebuild.ok");
      return as(set, set.answer());
    }
    if (asked.body().contains("\"online\"")) {
      Recording state =
          named(OF_MANAGER, online ? "FindSector.online.8" : "FindSector.wrong-state");
      return as(state, state.answer());
    }
    Recording done = named(OF_MANAGER, "FindSector.offline.2");
    return as(done, done.answer().replaceFirst("\"Number\":2}", "\"Number\":8}"));
  }

  private Following<SectorStep> follow() {
    return workers.follow(SECTOR, () -> damocles.findSector(SECTOR), QUICK);
  }

  @Test
  void aThreadIsSwitchedAndItsRebuildIsFollowedToTheEnd() throws IOException {
    ThreadControl thread = workers.thread("worker-01", 0);
    assertEquals("sealer", thread.getNow().plan());
    PlanSwitch plan = thread.plan("rebuild");
    assertTrue(plan.isReachable());
    plan.apply();
    assertEquals("rebuild", plan.follow(QUICK).await().orElseThrow().plan());
    assertTrue(damocles.getCommands().setForRebuild(SECTOR, false));

    List<String> reached = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Following<SectorStep> following = follow();
    for (SectorStep step : following) {
      reached.add(step.getReached());
      lines.add(following.line(step));
    }
    assertEquals(STATES, reached.subList(0, STATES.size()));
    assertEquals(
        "s-t01000-8: rebuild, PC1Done, PC1 running 2 s on worker-01 thread 0", lines.get(2));
    assertEquals("s-t01000-8: finalized", lines.get(lines.size() - 1));

    plan.putBack();
    assertTrue(Files.notExists(mounted.resolve("1").resolve("config.toml")));
  }

  @Test
  void aRebuildThatStandsStillEndsWithItsReasonAndWhatToDo() {
    failing = true;
    assertTrue(damocles.getCommands().setForRebuild(SECTOR, false));
    OperatorException stuck = assertThrows(OperatorException.class, () -> follow().await());
    assertEquals(ErrorCode.REJECTED, stuck.code());
    assertTrue(stuck.what().contains("no space left"), stuck.what());
    assertTrue(stuck.next().contains("thread('worker-01', 0).resume()"), stuck.next());
  }

  @Test
  void withoutAMountTheExactFileToWriteIsTold() {
    Workers elsewhere = new Workers(() -> JSON.createArrayNode(), guard, Clock.systemUTC());
    PlanSwitch plan =
        elsewhere.thread(worker.url().substring("http://".length()), 0).plan("rebuild");
    assertEquals(Path.of("/data/sealing/1/config.toml"), plan.getFile());
    assertEquals("plan = \"rebuild\"\n", plan.getContent());
    OperatorException failure = assertThrows(OperatorException.class, plan::apply);
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
    assertTrue(failure.next().contains("workers.mount("), failure.next());
  }
}
