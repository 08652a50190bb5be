package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.Transcript;
import io.sectorsh.shell.command.ExitCode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nextid over the lab's lotus-miner, running and stopped. */
final class NextidTest {
  @TempDir Path directory;

  private Transcript lab(String... words) {
    return Transcript.of(
        Stream.concat(Stream.of("--lab=" + directory.resolve("lab")), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void aLowerNumberThanTheHighestInUseNeverTakesEffect() {
    String repo = directory.resolve("lab/lotus-miner-new").toString();
    String next = "lotus.repo('" + repo + "').nextNumber";
    Transcript low = lab("nextid", "set", "4", "--repo", repo, "--apply");
    assertEquals(ExitCode.DONE, low.code(), low.err());
    assertTrue(low.out().contains("4 has no effect: numbers up to 130 are in use"), low.out());
    assertEquals("131\n", lab("-e", next).out());
    Transcript again = lab("nextid", "set", "4", "--repo", repo);
    assertTrue(
        again.out().endsWith("\nNothing was changed, and there is nothing to do.\n"), again.out());
    Transcript nothing = lab("nextid", "set", "4", "--repo", repo, "--apply");
    assertTrue(nothing.out().endsWith("\nThere was nothing to change.\n"), nothing.out());
    assertEquals(ExitCode.DONE, lab("nextid", "audit", "--repo", repo).code());
    lab("nextid", "set", "200", "--repo", repo, "--apply");
    assertEquals("201\n", lab("-e", next).out());
    lab("nextid", "set", "150", "--repo", repo, "--apply");
    assertEquals("201\n", lab("-e", next).out());
    assertEquals(ExitCode.WRONG_USAGE, lab("nextid", "set", "-1", "--repo", repo).code());
  }

  @Test
  void aRunningMinerIsToldByReservations() {
    assertEquals(ExitCode.FAILED, lab("nextid", "audit").code());
    String next = "lotus.miner.numberAssignment().next()\n";
    Transcript session =
        Transcript.withInput(
            ":mode apply\nnextid set 140 --apply\n" + next + "nextid set 140 --rollback\n" + next,
            "--lab=" + directory.resolve("lab"));
    assertEquals(ExitCode.DONE, session.code(), session.err());
    assertTrue(session.out().contains("\n141\n"), session.out());
    assertTrue(session.out().endsWith("\n4\n"), session.out());
    Transcript taken = lab("nextid", "reserve", "100-105", "--apply");
    assertEquals(ExitCode.REFUSED, taken.code());
    assertTrue(taken.err().contains("in use or reserved already: 100-105"), taken.err());
  }

  @Test
  void aRepositoryInUseIsNotTouched() {
    Transcript used =
        lab(
            "nextid",
            "set",
            "4321",
            "--repo",
            directory.resolve("lab/lotus-miner") + "",
            "--apply");
    assertEquals(ExitCode.REFUSED, used.code(), used.out());
    assertTrue(used.err().contains("is open in this shell, process "), used.err());
    assertTrue(used.err().contains("next: Stop lotus-miner first"), used.err());
  }
}
