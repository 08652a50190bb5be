package io.sectorsh.posix;

import java.io.IOException;
import java.nio.file.Path;

/** A second process that takes a lock, says so, and holds it until its standard input ends. */
final class LockChild {
  private LockChild() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    AutoCloseable lock =
        switch (arguments[0]) {
          case "record" -> RecordLock.tryTake(file).orElse(null);
          case "shared" -> WholeFileLock.tryShared(file).orElse(null);
          default -> WholeFileLock.tryExclusive(file).orElse(null);
        };
    System.out.println(lock == null ? "refused" : "held");
    while (System.in.read() >= 0) {
      continue;
    }
    System.out.println(lock);
  }

  static Process start(String kind, Path file) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockChild.class.getName(),
                kind,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = child.inputReader().readLine();
    if (!"held".equals(answer)) {
      child.destroyForcibly();
      throw new IOException("child could not lock: " + answer);
    }
    return child;
  }

  static void stop(Process child) throws IOException, InterruptedException {
    child.getOutputStream().close();
    child.waitFor();
  }
}
