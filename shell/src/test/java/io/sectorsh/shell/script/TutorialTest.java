package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.Transcript;
import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts what docs/tutorial.md starts, types what it types, and sees what it shows. */
final class TutorialTest {
  private static final Pattern START = Pattern.compile(" {4}bin/sectorsh (--lab=.*)");
  private static final Pattern TYPED = Pattern.compile("lab t04079 (?:observe|apply)> (.*)");

  @TempDir Path directory;

  /** One lab: how it is started, and the lines of its sessions. */
  private record Lab(String start, List<String> lines) {
    @Override
    public String toString() {
      return start;
    }
  }

  static Stream<Lab> labs() throws IOException {
    List<Lab> labs = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("..", "docs", "tutorial.md"))) {
      Matcher start = START.matcher(line);
      if (line.startsWith("```")) {
        inside = !inside;
      } else if (!inside && start.matches()) {
        labs.add(new Lab(start.group(1), new ArrayList<>()));
      } else if (inside && !line.isBlank()) {
        labs.get(labs.size() - 1).lines().add(line);
      }
    }
    assertEquals(4, labs.size());
    return labs.stream();
  }

  private String here(String line) {
    return line.replace("/tmp/lab-", directory.resolve("lab-").toString())
        .replace("/mnt/lotus-store", directory.resolve("store").toString());
  }

  @ParameterizedTest
  @MethodSource("labs")
  void everySessionGoesAsTheTutorialShowsIt(Lab lab) throws IOException {
    Files.createDirectories(directory.resolve("store"));
    List<String> typed = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String line : lab.lines()) {
      String here = here(line);
      Matcher prompt = TYPED.matcher(here);
      if (prompt.matches()) {
        typed.add(prompt.group(1));
      } else if (!here.equals("...")) {
        shown.add(here.strip().replaceAll("\\s+", " "));
      }
    }
    assertTrue(typed.size() >= 5, "lines typed: " + typed.size());
    Transcript run =
        Transcript.withInput(String.join("\n", typed) + "\n", here(lab.start()).split(" "));
    assertEquals(ExitCode.DONE, run.code(), run.err() + run.out());
    String all = run.out().replaceAll("[ \\t]+", " ").replaceAll("(?m)^ | $", "");
    int from = 0;
    for (String line : shown) {
      int at = all.indexOf(line, from);
      assertTrue(at >= 0, "never saw '" + line + "' behind:\n" + all.substring(from));
      from = at + line.length();
    }
  }
}
