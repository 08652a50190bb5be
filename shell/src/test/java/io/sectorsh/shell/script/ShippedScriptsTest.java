package io.sectorsh.shell.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.Transcript;
import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped script: its help is whole, its examples run in a lab as they are printed. */
final class ShippedScriptsTest {
  private static final Pattern OPTION =
      Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)(=<?\\w+>?)?");

  /** Understood by the shell itself, for every script. */
  private static final Set<String> COMMON = Set.of("--json", "--csv", "--lab", "--help");

  @TempDir Path directory;

  static Stream<String> scripts() {
    return ScriptLibrary.standard().all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyExampleRunsAsPrinted(String script) throws IOException {
    List<String> examples = examples(help(script));
    assertFalse(examples.isEmpty(), script + " shows no example");
    Files.createDirectories(directory.resolve("lotus-store"));
    StringBuilder lines = new StringBuilder(":mode apply\n");
    if (script.equals("import json")) {
      examples(help("export json")).forEach(line -> lines.append(inLab(line)).append('\n'));
    }
    for (String example : examples) {
      assertTrue((example + " ").startsWith(script + " "), example);
      if (!example.contains("--watch")) { // Lasts until a window closes: WatchTest has a clock.
        lines.append("out.println 'example: ").append(example).append("'\n");
        lines.append(inLab(example)).append('\n');
      }
    }
    Transcript run = Transcript.withInput(lines.toString(), "--lab=" + lab());
    assertEquals(ExitCode.DONE, run.code(), run.err() + run.out());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyOptionOfTheExamplesIsInTheHelpAndOthersAreRefusedInOneLine(String script) {
    String help = help(script);
    List<String> options = options(help);
    for (String example : examples(help)) {
      for (String word : example.split("[ =]")) {
        if (word.startsWith("--")) {
          assertTrue(options.contains(word) || COMMON.contains(word), example + ": " + word);
        }
      }
    }
    assertWrongUsage(script, "--no-such-option");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyOptionWithAValueRefusesToGoWithout(String script) {
    Matcher option = OPTION.matcher(help(script));
    while (option.find()) {
      if (option.group(2) != null) {
        assertWrongUsage(script, option.group(1));
      }
    }
  }

  private static void assertWrongUsage(String script, String argument) {
    Transcript run =
        Transcript.of(
            Stream.concat(Stream.of(script.split(" ")), Stream.of(argument))
                .toArray(String[]::new));
    assertEquals(ExitCode.WRONG_USAGE, run.code(), script + " " + argument + "\n" + run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("error: " + script + ": "), run.err());
  }

  private String inLab(String example) {
    return example
        .replace("/data/lotusminer", lab().resolve("lotus-miner-new").toString())
        .replace("/mnt/lotus-store", directory.resolve("lotus-store").toString())
        .replace("/backup", directory.resolve("backup").toString())
        .replace("night.html", directory.resolve("night.html").toString());
  }

  private Path lab() {
    return directory.resolve("lab");
  }

  private static String help(String script) {
    Transcript run =
        Transcript.of(
            Stream.concat(Stream.of(script.split(" ")), Stream.of("--help"))
                .toArray(String[]::new));
    assertEquals(ExitCode.DONE, run.code(), run.err());
    return run.out();
  }

  /** What stands behind several spaces says what an example is for. */
  private static List<String> examples(String help) {
    return help.lines()
        .dropWhile(line -> !line.equals("Examples:"))
        .skip(1)
        .map(line -> line.strip().split(" {2,}")[0])
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> options(String help) {
    return OPTION.matcher(help).results().map(found -> found.group(1)).toList();
  }
}
