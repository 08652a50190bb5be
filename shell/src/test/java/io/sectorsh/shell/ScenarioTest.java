package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.session.Systems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab's scenarios: what each tells at its start can be typed, and helps. */
class ScenarioTest {
  @TempDir Path directory;

  static Stream<String> names() {
    return Systems.scenarios().keySet().stream();
  }

  private String lab() {
    return "--lab=" + directory.resolve("lab");
  }

  private Transcript typed(String scenario, String... lines) {
    return Transcript.withInput(String.join("\n", lines) + "\n", lab(), "--scenario", scenario);
  }

  /** What the lab says to type: behind the colon of a line. */
  private static List<String> told(Transcript start) {
    return start
        .out()
        .lines()
        .filter(line -> line.contains(": ") && !line.endsWith("."))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAScenarioSaysToTypeRuns(String scenario) {
    Transcript start = typed(scenario, ":mode observe");
    assertEquals(ExitCode.DONE, start.code(), start.err());
    List<String> lines = told(start);
    assertTrue(lines.size() >= 2, start.out());
    Transcript run = typed(scenario, ":mode apply", String.join("\n", lines));
    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertFalse(run.err().contains("error:"), run.err());
  }

  @Test
  void theMigrationThatWasKilledStandsHalfDone() {
    Transcript before =
        typed("interrupted-migration", "migrations", "stores.files.countBy { it.store }");
    assertTrue(before.out().contains("applying"), before.out());
    assertTrue(before.out().contains("lotus-target"), before.out());
    Transcript refused =
        Transcript.of(
            lab(),
            "export",
            "files",
            "--dest-path",
            directory.resolve("lab/stores/lotus-target").toString(),
            "--apply");
    assertEquals(ExitCode.REFUSED, refused.code());
    assertTrue(refused.err().contains("an earlier run was not finished"), refused.err());
  }

  @Test
  void aLabIsNotEnteredAsAnotherScenario() {
    typed("unfinalized", "1");
    Transcript other = typed("rebuild", "1");
    assertEquals(ExitCode.REFUSED, other.code(), other.out());
    assertTrue(other.err().contains("has scenario unfinalized"), other.err());
    Transcript again = Transcript.withInput("1\n", lab());
    assertTrue(again.out().contains("Which, and why: unfinalized"), again.out());
  }

  @Test
  void allAreListedAndAWrongNameIsToldInALine() {
    Transcript list = Transcript.of("--scenario", "list");
    names().forEach(name -> assertTrue(list.out().contains(name), name));
    Transcript wrong = Transcript.withInput("1\n", "--scenario", "lotus");
    assertTrue(wrong.err().contains("--scenario list"), wrong.err());
    Transcript both = Transcript.of("--scenario", "rebuild", "--incident", "none", "-e", "1");
    assertEquals(ExitCode.WRONG_USAGE, both.code());
    assertFalse(both.err().isEmpty());
  }
}
