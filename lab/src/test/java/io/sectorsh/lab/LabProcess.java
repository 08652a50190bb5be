package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A lab in a process of its own: it prints its miner's repository, and ends when its input ends.
 */
final class LabProcess implements AutoCloseable {
  private final Process process;
  private final Path repo;

  private LabProcess(Process process, Path repo) {
    this.process = process;
    this.repo = repo;
  }

  public static void main(String[] arguments) throws IOException {
    Optional<Path> directory =
        arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0]));
    Running lab = new Lab().start(directory, 1);
    System.out.println(lab.profile().lotusMinerRepo().orElseThrow());
    while (System.in.read() >= 0) {
      // Until the parent closes the pipe.
    }
    if (directory.isPresent()) {
      lab.close();
    }
  }

  /** Starts one whose home and temporary directory are the given one's sub-directories. */
  static LabProcess start(Path observed, String... arguments) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + observed.resolve("home"),
                "-Djava.io.tmpdir=" + observed.resolve("tmp"),
                "-cp",
                absoluteClassPath(),
                LabProcess.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(observed.resolve("work").toFile());
    builder.environment().put("HOME", observed.resolve("home").toString());
    builder.environment().remove("XDG_CACHE_HOME");
    builder.environment().remove("TMPDIR");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String repo = lines.readLine();
    if (repo == null) {
      throw new IOException("the lab did not start");
    }
    return new LabProcess(process, Path.of(repo));
  }

  /** The child runs in another directory than the tests. */
  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  Path repo() {
    return repo;
  }

  /** Ends it in the ordinary way. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process does not end");
    return process.exitValue();
  }

  /** Ends it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
