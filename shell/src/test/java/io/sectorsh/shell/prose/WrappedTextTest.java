package io.sectorsh.shell.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrappedTextTest {
  private static final String LINE =
      "lab: miner t04079 on 127.0.0.1: lotus :35511, lotus-miner :40001, damocles :33563; repos"
          + " /dev/shm/sectorsh-lab-2375112076458730062/lotus-miner (running)";

  @Test
  void noWordIsBroken() {
    List<String> lines = WrappedText.lines(LINE, 79);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 79), lines.toString());
    assertEquals(LINE, String.join("\n", lines).replaceAll("\\n +", " "));
    assertEquals(2, lines.size(), lines.toString());
  }

  @Test
  void aLongWordHasALineOfItsOwnAndAShortTextStaysAsItIs() {
    assertEquals(
        List.of("a", "  /a/very/long/path", "  b"), WrappedText.lines("a /a/very/long/path b", 10));
    assertEquals(List.of("a  b"), WrappedText.lines("a  b", 10));
  }

  @Test
  void linesAndTheirMarginsAreKept() {
    assertEquals(
        List.of("one", "  two and", "    three"), WrappedText.lines("one\n  two and three", 11));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sectorsh export metadata --miner t04079 --dest-repo /tmp/lab/lotus-miner-new --rollback",
        "export files --dest-path /tmp/lab/stores/lotus-target --resume",
        "rebuild --numbers 70 --rollback",
        "lotus-miner storage attach --init --store /mnt/a/b/c/d",
        "migration('repair') { proofs.recover(70).submit() }",
        "migrations.find(3).actions.findAll { it.irreversible() }",
        "kill -USR1 $(pidof damocles-manager)",
        "MinNumber = 5009"
      })
  void aCommandIsNotBroken(String command) {
    for (int columns : new int[] {12, 20, 40}) {
      List<String> lines =
          WrappedText.lines("It goes on, for as long as it may, with: " + command, columns);
      assertTrue(lines.get(lines.size() - 1).endsWith(command), lines.toString());
      assertTrue(
          lines.stream().allMatch(line -> line.length() <= columns || line.contains(command)),
          lines.toString());
    }
  }

  @Test
  void aProgramThatIsOnlyNamedIsAWordAsOthersAre() {
    assertEquals(
        List.of("Stop lotus-miner", "  and say --apply", "  (it is slow)."),
        WrappedText.lines("Stop lotus-miner and say --apply (it is slow).", 18));
  }
}
