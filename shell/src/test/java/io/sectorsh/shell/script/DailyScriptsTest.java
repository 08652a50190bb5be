package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.Transcript;
import io.sectorsh.shell.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rebuild and finalize in a lab, with what they refuse. */
final class DailyScriptsTest {
  @Test
  void aSectorIsRebuiltAndTheThreadsPlanIsAsBefore() {
    Transcript run = Transcript.of("--lab", "rebuild", "--numbers", "70", "--apply");
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(
        run.out()
            .startsWith(
                "warning: nothing wrong is seen of 70: all files are there and make the chain's"
                    + " CommR. "),
        run.out());
    assertTrue(run.out().contains("plan rebuild is in force\n"), run.out());
    assertTrue(run.out().contains("s-t04079-70: finalized\n"), run.out());
    assertTrue(run.out().contains("the thread's plan is as before"), run.out());
    assertTrue(run.out().endsWith("all files are there and make the chain's CommR\n"), run.out());
  }

  @Test
  void whatCannotBeRebuiltIsRefusedAndSaysWhy() {
    Transcript sealing = Transcript.of("--lab", "rebuild", "--numbers", "71", "--apply");
    assertEquals(ExitCode.REFUSED, sealing.code(), sealing.out() + sealing.err());
    assertEquals(ExitCode.WRONG_USAGE, Transcript.of("--lab", "rebuild").code());
    assertEquals(
        ExitCode.WRONG_USAGE,
        Transcript.of("--lab", "rebuild", "--numbers", "70", "--thread", "1").code());
  }

  @Test
  void argumentsThatMakeNoSenseAreToldBeforeFilesAreLookedAt() {
    Transcript system =
        Transcript.of("--lab", "import", "json", "--to", "xx", "--from-path", "/no/such/bundle");
    assertEquals(ExitCode.WRONG_USAGE, system.code());
    assertEquals("error: --to xx is no system\nnext: Give lotus or damocles.\n", system.err());
    Transcript watch = Transcript.of("--lab", "explain", "--watch", "--sector", "70");
    assertEquals(ExitCode.WRONG_USAGE, watch.code(), watch.err());
    Transcript number = Transcript.of("--lab", "nextid", "set", "abc");
    assertEquals(ExitCode.WRONG_USAGE, number.code());
    assertTrue(number.err().contains("N is: The last sector number that counts"), number.err());
  }

  @Test
  void anExportIntoARepositoryInUseIsRefusedBeforeItIsPlanned(@TempDir Path directory) {
    String lab = "--lab=" + directory.resolve("lab");
    String repo = directory.resolve("lab/lotus-miner").toString();
    Transcript preview = Transcript.of(lab, "export", "metadata", "--dest-repo", repo);
    assertTrue(preview.out().contains("the repository is open in this shell"), preview.out());
    Transcript run = Transcript.of(lab, "export", "metadata", "--dest-repo", repo, "--apply");
    assertEquals(ExitCode.REFUSED, run.code(), run.out());
    assertTrue(run.err().contains("is open in this shell, process "), run.err());
    assertEquals("0\n", Transcript.of(lab, "-e", "migrations.all.count()").out());
  }

  @Test
  void whatIsOnChainIsFinalizedAndNothingElse() {
    Transcript run =
        Transcript.withInput(
            ":mode apply\nunfinalized\nfinalize --apply\nunfinalized\nfinalize\n", "--lab");
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.out().contains("'finalize t04079' is done"), run.out());
    assertTrue(run.out().contains("to do 0, done already 0, in conflict 0"), run.out());
    assertEquals(
        ExitCode.REFUSED, Transcript.of("--lab", "finalize", "--numbers", "71", "--apply").code());
  }
}
