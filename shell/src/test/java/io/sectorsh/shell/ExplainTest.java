package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads at night. */
final class ExplainTest {
  @Test
  void anExplanationReadsWellInEightyColumns() {
    Transcript run =
        Transcript.of("--incident", "wrong-p-aux", "-e", "proofs.explain(deadline: 17)");
    assertEquals(ExitCode.DONE, run.code(), run.err());
    String[] lines = run.out().split("\n");
    assertEquals("deadline 17 of t04079", lines[0]);
    assertTrue(lines[2].matches("open for \\d+ min, and partition 0 not proven yet"), run.out());
    assertTrue(run.out().contains("1. wrong-p-aux, 90 %"), run.out());
    assertTrue(run.out().contains("   sectors  22\n"), run.out());
    assertTrue(run.out().contains("2. nothing-sent, 40 %"), run.out());
    for (String line : lines) {
      // Paths, identities and commands are left whole, so that they can be copied.
      boolean copied = line.matches(" {3}(file|message|helps|seen) .*") || line.contains("/");
      assertTrue(copied || line.length() <= 80, line);
    }
  }

  @Test
  void aHealthyWindowTakesThreeLines() {
    Transcript run = Transcript.of("--incident", "none", "-e", "proofs.explain(deadline: 17)");
    assertTrue(
        run.out().matches("deadline 17 of t04079\nwindow .*\nproven\n\n {3}proof .*\n"), run.out());
  }

  @Test
  void theHeatMapHasAColumnForEachDeadline() {
    Transcript run = Transcript.of("--incident", "sealed-missing", "-e", "proofs.heatMap");
    String[] lines = run.out().split("\n");
    assertEquals("012345678901234567890123456789012345678901234567", lines[2]);
    assertEquals("ooooo...ooooo...oxooo...ooooo...ooooo...ooooo...", lines[3]);
    assertEquals(" ".repeat(17) + "^", lines[4]);
  }

  @Test
  void theScriptWritesAReport(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("night.html");
    Transcript run =
        Transcript.of(
            "--incident", "nonce-gap", "explain", "--deadline", "17", "--report", file.toString());
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.out().contains("1. nonce-gap, 95 %"), run.out());
    assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void aRecoveryTellsItsStepsAndHowTheyArePlanned() {
    Transcript run = Transcript.of("--incident", "wrong-tree", "-e", "proofs.recover(22)");
    assertTrue(run.out().contains("\n1. make "), run.out() + run.err());
    assertTrue(
        run.out().endsWith("migration('repair') { proofs.recover(22).submit() }\n"), run.out());
  }

  @Test
  void aSessionWithAnIncidentSaysWhatToTypeFirst() {
    Transcript run = Transcript.withInput("1\n", "--incident", "wrong-tree");
    assertTrue(run.out().contains("  proofs.explain(17)\n"), run.out() + run.err());
  }

  @Test
  void aMistypedIncidentIsWrongUsage() {
    Transcript run = Transcript.of("--incident", "nonce-gp", "-e", "1");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertEquals(
        "error: the lab knows no incident nonce-gp\n"
            + "next: sectorsh --incident list shows all of them.\n",
        run.err());
  }

  @Test
  void aMistypedScenarioIsWrongUsageToo() {
    Transcript run = Transcript.of("--scenario", "to-lotus", "-e", "1");
    assertEquals(ExitCode.WRONG_USAGE, run.code());
    assertEquals(
        "error: the lab knows no scenario to-lotus\n"
            + "next: sectorsh --scenario list shows all of them.\n",
        run.err());
  }

  @Test
  void incidentsAreListed() {
    Transcript run = Transcript.of("--incident", "list");
    assertEquals(ExitCode.DONE, run.code());
    assertTrue(run.out().lines().count() > 24, run.out());
    assertTrue(run.out().contains("fee-cap-too-low"), run.out());
  }

  @Test
  void anExplanationIsJsonForPrograms() {
    Transcript run =
        Transcript.of(
            "--json", "--incident", "fee-debt", "-e", "proofs.explain(17).top().get().kind");
    assertEquals("\"fee-debt\"\n", run.out(), run.err());
  }
}
