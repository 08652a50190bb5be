package io.sectorsh.shell.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One run of a command with an environment of its own: nothing of the build's passes through. */
final class Child {
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path directory = Path.of("/");
  private String input = "";

  private Child(String program) {
    command.add(program);
  }

  static Child of(Path program) {
    return of(program.toString());
  }

  /** A program that the environment's PATH finds, or a path that may be relative. */
  static Child of(String program) {
    return new Child(program).with("PATH", "/usr/bin:/bin").with("LANG", "C.UTF-8");
  }

  Child arguments(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  Child with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Child in(Path place) {
    directory = place;
    return this;
  }

  Child reading(String text) {
    input = text;
    return this;
  }

  Finished run() throws IOException, InterruptedException {
    return finish(start());
  }

  /** Starts it through a shell, which finds programs as a user's does: by the given PATH. */
  Running start() throws IOException {
    Path out = Files.createTempFile("child", ".out");
    Path err = Files.createTempFile("child", ".err");
    Path in = Files.writeString(Files.createTempFile("child", ".in"), input);
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(builder.start(), in, out, err);
  }

  static Finished finish(Running running) throws IOException, InterruptedException {
    if (!running.process().waitFor(120, TimeUnit.SECONDS)) {
      running.process().destroyForcibly().waitFor();
      throw new AssertionError("still running after two minutes: " + read(running.err()));
    }
    Finished finished =
        new Finished(running.process().exitValue(), read(running.out()), read(running.err()));
    Files.delete(running.in());
    Files.delete(running.out());
    Files.delete(running.err());
    return finished;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  /** A child on its way, and the files that it reads and writes. */
  record Running(Process process, Path in, Path out, Path err) {}
}
