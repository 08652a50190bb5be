package io.sectorsh.shell.prompt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the lines of README's session and sees on the screen what README shows. */
final class ReadmeSessionTest {
  private static final Pattern TYPED = Pattern.compile("lab t04079 (observe|apply)> (.*)");

  @TempDir Path directory;

  @Test
  void sessionGoesAsReadmeShowsIt() throws Exception {
    Path lab = directory.resolve("lab");
    int typed = 0;
    try (Typist typist = Typist.at(110, 200, directory.resolve("history"), "--lab=" + lab)) {
      typist.await("stores in");
      for (String line : session()) {
        String here = line.replace("/tmp/lab", lab.toString());
        Matcher prompt = TYPED.matcher(here);
        if (prompt.matches()) {
          typist.type(prompt.group(2));
          typed++;
        } else {
          typist.await(here.replaceFirst("sectorsh-before-.*", "sectorsh-before-"));
        }
      }
    }
    assertTrue(typed >= 5, "lines typed: " + typed);
  }

  private static List<String> session() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "README.md"));
    int start = lines.indexOf("```") + 1;
    List<String> rest = lines.subList(start, lines.size());
    return rest.subList(0, rest.indexOf("```"));
  }
}
