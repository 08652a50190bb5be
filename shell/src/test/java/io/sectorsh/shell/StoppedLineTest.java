package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a one-shot run: 130, and nothing that stands behind on the line is done. */
final class StoppedLineTest {
  @TempDir Path directory;
  private StubMiner miner;

  @BeforeEach
  void start() throws IOException {
    miner = new StubMiner(3);
  }

  @AfterEach
  void stop() {
    miner.close();
  }

  private Process run(String... expressions) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--journal", directory.resolve("journal.db").toString()));
    for (String expression : expressions) {
      arguments.add("-e");
      arguments.add(expression.replace("DIR", "'" + directory + "'"));
    }
    List<String> options = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    ProcessBuilder builder =
        new ProcessBuilder(ShellProcess.command(options, arguments))
            .redirectError(directory.resolve("err").toFile());
    builder.environment().put("MINER_API_INFO", miner.url());
    builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    return builder.start();
  }

  private static void interrupt(Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  private String end(Process process) throws Exception {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String err = Files.readString(directory.resolve("err"));
    assertEquals(130, process.exitValue(), err);
    return err;
  }

  @Test
  void aStoppedMigrationFinishesTheActionInHandAndNothingFollows() throws Exception {
    Process process =
        run(
            ":mode apply",
            "def m = migration('x') { lotus.miner.changes.setState('1-3', 'FaultedFinal') };"
                + " m.apply(); Files.createFile(Path.of(DIR, 'same-line'))",
            "Files.createFile(Path.of(DIR, 'next-line'))");
    miner.asked.await();
    interrupt(process);
    miner.answered.countDown();
    String err = end(process);
    assertTrue(err.contains("interrupted: what follows was not begun"), err);
    assertEquals(Map.of(1L, "FaultedFinal", 2L, "Proving", 3L, "Proving"), miner.states());
    assertFalse(Files.exists(directory.resolve("same-line")));
    assertFalse(Files.exists(directory.resolve("next-line")));
    Transcript left =
        Transcript.of(
            "--journal",
            directory.resolve("journal.db").toString(),
            "-e",
            "migrations.find('x').status.state().word()");
    assertEquals("stopped\n", left.out(), left.err());
  }

  @Test
  void codeThatSwallowsTheInterruptIsNotFollowedByTheRest() throws Exception {
    Process process =
        run(
            "out.println 'go'; out.flush(); [1, 2].each { sleep(60_000);"
                + " Files.createFile(Path.of(DIR, 'within')) };"
                + " Files.createFile(Path.of(DIR, 'same-line'))");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("go", out.readLine());
      interrupt(process);
      end(process);
    }
    assertFalse(Files.exists(directory.resolve("within")));
    assertFalse(Files.exists(directory.resolve("same-line")));
  }
}
