package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTest {
  private static final List<String> HEAVY =
      List.of("org.jline.", "picocli.", "okhttp3.", "com.fasterxml.", "kotlin.", "com.sun.jna.");

  @TempDir Path directory;

  private Process start(List<String> options, String... arguments) throws IOException {
    return new ProcessBuilder(ShellProcess.command(options, List.of(arguments)))
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private static BufferedReader outOf(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void aPlainExpressionLoadsNothingHeavy() throws Exception {
    Path log = directory.resolve("classes");
    Process process = start(List.of("-Xlog:class+load:file=" + log), "-e", "1+1");
    try (BufferedReader out = outOf(process)) {
      assertEquals("2", out.readLine());
    }
    assertEquals(0, process.waitFor());
    List<String> heavy =
        Files.readAllLines(log).stream()
            .map(line -> line.substring(line.indexOf("] ") + 2))
            .filter(line -> HEAVY.stream().anyMatch(line::startsWith))
            .toList();
    assertEquals(List.of(), heavy);
  }

  @Test
  void ctrlCEndsAOneShotRunInOrderWith130() throws Exception {
    Process process =
        start(
            List.of(),
            "-e",
            "out.println 'go'; out.flush();"
                + " try { new java.util.concurrent.CountDownLatch(1).await() }"
                + " finally { out.println 'tidied'; out.flush() }");
    try (BufferedReader out = outOf(process)) {
      assertEquals("go", out.readLine());
      Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      assertEquals(0, kill.waitFor());
      assertEquals("tidied", out.readLine());
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    assertEquals("interrupted\n", Files.readString(directory.resolve("err")));
  }
}
