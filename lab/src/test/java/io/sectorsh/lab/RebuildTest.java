package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.Pace;
import io.sectorsh.damocles.worker.PlanSwitch;
import io.sectorsh.damocles.worker.SectorStep;
import io.sectorsh.damocles.worker.ThreadActivity;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(50), Duration.ofSeconds(40));

  @TempDir Path directory;
  private final ChangeGuard guard = new ChangeGuard(Mode.APPLY);
  private Running lab;
  private Damocles damocles;

  @BeforeEach
  void start() {
    lab = new Lab().start(Optional.of(directory), 1);
    damocles = new Damocles(lab.profile(), guard);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private SectorId damaged() {
    return damocles
        .sectors(SectorStore.OFFLINE)
        .filter(sector -> sector.getState().equals("finalized") && !sector.isUpgraded())
        .map(SectorState::getId)
        .first()
        .orElseThrow();
  }

  @Test
  void aThreadIsSwitchedToRebuildAndASectorIsMadeAgain() throws IOException {
    SectorId sector = damaged();
    Path sealed =
        directory.resolve("stores").resolve(sector.number() % 2 == 0 ? "store-a" : "store-b");
    sealed = sealed.resolve("sealed").resolve(sector.fileName());
    byte[] before = Files.readAllBytes(sealed);
    Files.write(sealed, new byte[10]);

    ThreadControl thread = damocles.getWorkers().thread("worker-01", 1);
    PlanSwitch plan = thread.plan("rebuild");
    assertTrue(plan.isReachable());
    assertEquals("sealer", thread.getNow().plan());
    plan.apply();
    assertEquals("rebuild", plan.follow(QUICK).await().orElseThrow().plan());

    damocles
        .getManager()
        .call("SectorSetForRebuild", sector, java.util.Map.of("PiecesAvailable", false));
    Set<String> reached = new HashSet<>();
    String last = "";
    for (SectorStep step : damocles.follow(sector, QUICK)) {
      last = step.getReached();
      reached.add(last);
    }
    assertTrue(reached.containsAll(List.of("TreeDBuilt", "PC1Done")), reached + "");
    assertEquals("Finished", last);
    SectorState done = damocles.findSector(sector.number()).orElseThrow();
    assertEquals(Optional.of(SectorStore.OFFLINE), done.getStore());
    assertEquals("finalized", done.getState());
    assertEquals("worker-01", done.getLatestState().orElseThrow().worker());
    assertArrayEquals(before, Files.readAllBytes(sealed));

    plan.putBack();
    assertEquals("sealer", thread.plan("sealer").follow(QUICK).await().orElseThrow().plan());
    assertFalse(Files.exists(plan.getFile()));
  }

  @Test
  void aStuckRebuildIsToldAndGoesOnWhenItsThreadIsResumed() {
    ThreadControl thread = damocles.getWorkers().thread("worker-03", 0);
    SectorId sector = thread.getNow().getSector().orElseThrow();
    OperatorException stuck =
        assertThrows(OperatorException.class, () -> damocles.follow(sector, QUICK).await());
    assertEquals(ErrorCode.REJECTED, stuck.code());
    assertTrue(stuck.what().contains("no space left on device"), stuck.what());
    assertTrue(stuck.next().contains("thread('worker-03', 0).resume()"), stuck.next());
    thread.resume();
    assertEquals("finalized", damocles.follow(sector, QUICK).await().orElseThrow().getState());
  }

  @Test
  void aPausedThreadKeepsOneSignalAndAWrongStateStopsItAgain() {
    ThreadControl thread = damocles.getWorkers().thread("worker-01", 1);
    thread.pause();
    Pace pace = QUICK;
    assertThrows(OperatorException.class, () -> thread.plan("unseal").follow(pace).await());
    assertEquals(ThreadActivity.PAUSED, thread.getNow().activity());
    assertTrue(damocles.getWorkers().worker("worker-01").pause(1));
    assertFalse(damocles.getWorkers().worker("worker-01").pause(1));
    thread.resume();
    assertThrows(OperatorException.class, () -> thread.plan("unseal").follow(pace).await());
  }

  @Test
  void aMistakeInTheHotConfigurationStopsTheThread() throws IOException {
    ThreadControl thread = damocles.getWorkers().thread("worker-02", 1);
    Path file = thread.plan("rebuild").getFile();
    Files.writeString(file, "plan = \"rebuild\n");
    OperatorException broken = assertThrows(OperatorException.class, () -> thread.plan("rebuild"));
    assertEquals(ErrorCode.BAD_VALUE, broken.code());
    Files.writeString(file, "# mine\nplan = \"niporep\"\n");
    OperatorException stopped =
        assertThrows(OperatorException.class, () -> thread.plan("rebuild").follow(QUICK).await());
    assertTrue(stopped.what().contains("stands still"), stopped.what());
    assertTrue(thread.getNow().lastError().orElseThrow().startsWith("critical: "));
  }

  @Test
  void theTableShowsEveryThreadAndTheWorkerThatIsGone() {
    List<WorkerRow> rows = damocles.getWorkers().getThreads().toList();
    assertEquals(13, rows.size());
    WorkerRow gone = rows.get(12);
    assertEquals("worker-gone", gone.getWorker());
    assertTrue(gone.stale());
    assertEquals("unreachable", gone.getActivity());
    assertEquals(2, rows.stream().filter(row -> row.getActivity().equals("paused")).count());
    assertEquals(List.of(), rows.get(0).notes());
    assertEquals(0, damocles.getWorkers().worker("worker-01").call("WorkerVersion").size());
  }

  @Test
  void anObservingSessionSwitchesNothing() {
    guard.setMode(Mode.OBSERVE);
    PlanSwitch plan = damocles.getWorkers().thread("worker-01", 1).plan("rebuild");
    assertThrows(RefusedException.class, plan::apply);
    assertFalse(Files.exists(plan.getFile()));
    assertTrue(plan.toString().contains("+plan = \"rebuild\""), plan.toString());
  }
}
