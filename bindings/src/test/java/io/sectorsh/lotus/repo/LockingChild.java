package io.sectorsh.lotus.repo;

import io.sectorsh.posix.RecordLock;
import java.io.IOException;
import java.nio.file.Path;

/** A second process that holds {@code repo.lock} as a miner does. */
public final class LockingChild {
  private LockingChild() {}

  public static void main(String[] arguments) throws IOException {
    try (RecordLock lock = RecordLock.tryTake(Path.of(arguments[0])).orElseThrow()) {
      System.out.println("held " + lock.isFileEmpty());
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }

  public static Process start(Path lockFile) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockingChild.class.getName(),
                lockFile.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!"held true".equals(child.inputReader().readLine())) {
      child.destroyForcibly();
      throw new IOException("child could not lock " + lockFile);
    }
    return child;
  }
}
