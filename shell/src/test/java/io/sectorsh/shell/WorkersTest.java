package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private static final String APPLY = "guard.setMode(io.sectorsh.migration.Mode.APPLY)";

  @Test
  void theThreadsOfAllWorkersAreATable() {
    Transcript run = Transcript.of("--lab", "-e", "damocles.workers");
    assertEquals(ExitCode.DONE, run.code());
    assertTrue(run.out().startsWith("worker       index  plan "), run.out());
    assertTrue(run.out().contains("no space left on device"), run.out());
    assertTrue(run.out().contains("unreachable"), run.out());
    assertEquals("13 rows\n", run.err());
    Transcript paused =
        Transcript.of(
            "--lab", "-e", "damocles.workers.findAll { it.activity == 'paused' } | count");
    assertEquals("2\n", paused.out());
  }

  @Test
  void aRebuildIsDoneFromSwitchingTheThreadToTheFinishedSector() {
    Transcript run =
        Transcript.of(
            "--lab",
            "-e",
            APPLY,
            "-e",
            "def t = damocles.workers.thread('worker-01', 1); def p = t.plan('rebuild'); null",
            "-e",
            "p.apply()",
            "-e",
            "def s = damocles.sectors.find { it.state == 'finalized' && !it.upgraded }.id; null",
            "-e",
            "damocles.manager.call('SectorSetForRebuild', s, [PiecesAvailable: false]); null",
            "-e",
            "damocles.follow(s.number)",
            "-e",
            "p.putBack()");
    assertEquals("", run.err());
    assertEquals(ExitCode.DONE, run.code());
    assertTrue(
        run.out().contains("thread 1 of worker worker-01: plan rebuild is in force\n"), run.out());
    assertTrue(run.out().endsWith(": finalized\n"), run.out());
    assertEquals(2, run.out().lines().count(), run.out());
  }

  @Test
  void aRebuildThatIsStuckEndsAsAFailureWithItsReason() {
    Transcript run =
        Transcript.of(
            "--lab",
            "-e",
            "damocles.follow(damocles.workers.thread('worker-03', 0).now.sector.get())");
    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.out().contains(": rebuild, SnapDone, Transfer paused"), run.out());
    assertTrue(
        run.err().contains("its thread has stopped: permanent: copy to persist store:"), run.err());
    assertTrue(run.err().contains("damocles.workers.thread('worker-03', 0).resume()"), run.err());
  }

  @Test
  void aPlanIsLookedAtWithoutChangingAnythingAndRefusedInObserveMode() {
    Transcript look =
        Transcript.of(
            "--lab", "-e", "damocles.workers.thread('worker-01', 1).plan('rebuild').diff");
    assertTrue(look.out().contains("+plan = \"rebuild\""), look.out());
    Transcript refused =
        Transcript.of(
            "--lab", "-e", "damocles.workers.thread('worker-01', 1).plan('rebuild').apply()");
    assertEquals(ExitCode.REFUSED, refused.code());
    Transcript wrong =
        Transcript.of("--lab", "-e", "damocles.workers.thread('worker-01', 1).plan('Rebuild')");
    assertTrue(wrong.err().contains("Plans are sealer, snapup, rebuild"), wrong.err());
  }
}
