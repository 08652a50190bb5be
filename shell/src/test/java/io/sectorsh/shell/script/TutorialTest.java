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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what docs/tutorial.md types, in a new lab, and sees what it shows. */
final class TutorialTest {
  private static final Pattern TYPED = Pattern.compile("lab t04079 (?:observe|apply)> (.*)");

  @TempDir Path directory;

  @Test
  void everySessionGoesAsTheTutorialShowsIt() throws IOException {
    Files.createDirectories(directory.resolve("store"));
    List<String> typed = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String line : sessions()) {
      String here =
          line.replace("/tmp/lab", directory.resolve("lab").toString())
              .replace("/mnt/lotus-store", directory.resolve("store").toString());
      Matcher prompt = TYPED.matcher(here);
      if (prompt.matches()) {
        typed.add(prompt.group(1));
      } else if (!here.equals("...")) {
        shown.add(here.strip().replaceAll("\\s+", " "));
      }
    }
    assertTrue(typed.size() >= 10, "lines typed: " + typed.size());
    Transcript run =
        Transcript.withInput(String.join("\n", typed) + "\n", "--lab=" + directory.resolve("lab"));
    assertEquals(ExitCode.DONE, run.code(), run.err() + run.out());
    String all = run.out().replaceAll("[ \\t]+", " ").replaceAll("(?m)^ | $", "");
    int from = 0;
    for (String line : shown) {
      int at = all.indexOf(line, from);
      assertTrue(at >= 0, "never saw '" + line + "' behind:\n" + all.substring(from));
      from = at + line.length();
    }
  }

  private static List<String> sessions() throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("..", "docs", "tutorial.md"))) {
      if (line.startsWith("```")) {
        inside = !inside;
      } else if (inside && !line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
