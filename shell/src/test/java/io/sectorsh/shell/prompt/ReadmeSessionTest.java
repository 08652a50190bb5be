package io.sectorsh.shell.prompt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.prose.WrappedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the lines of README's session and sees on the screen what README shows. */
final class ReadmeSessionTest {
  private static final Pattern TYPED = Pattern.compile("lab t04079 (observe|apply)> (.*)");

  /** What a sentence goes on with that was broken; a row of a table has more blanks, or none. */
  private static final String FURTHER = "  ";

  private static final int COLUMNS = 110;

  @TempDir Path directory;

  @Test
  void sessionGoesAsReadmeShowsIt() throws Exception {
    Path lab = directory.resolve("lab");
    int typed = 0;
    try (Typist typist = Typist.at(COLUMNS, 200, directory.resolve("history"), "--lab=" + lab)) {
      typist.await("stores in");
      for (String line : session()) {
        String here = line.replace("/tmp/lab", lab.toString());
        Matcher prompt = TYPED.matcher(here);
        if (prompt.matches()) {
          typist.type(prompt.group(2));
          typed++;
        } else {
          for (String shown : WrappedText.lines(here, COLUMNS)) {
            typist.await(shown + "\n");
          }
        }
      }
    }
    assertTrue(typed >= 5, "lines typed: " + typed);
  }

  private static List<String> session() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "README.md"));
    int start = lines.indexOf("```") + 1;
    List<String> rest = lines.subList(start, lines.size());
    return joined(rest.subList(0, rest.indexOf("```")));
  }

  /** Where the lab is elsewhere, its longer names break sentences elsewhere. */
  private static List<String> joined(List<String> shown) {
    List<String> lines = new ArrayList<>();
    for (String line : shown) {
      if (line.startsWith(FURTHER) && !line.startsWith(FURTHER + " ")) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + line.substring(1));
      } else {
        lines.add(line);
      }
    }
    return lines;
  }
}
