package io.sectorsh.lotus.repo;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Restores a backup over a mount point, in a mount namespace of its own. */
final class RestoreChild {
  private static final int NO_NAMESPACE = 77;

  private RestoreChild() {}

  /** Arguments: the backup and the repository. Prints the error, or that there was none. */
  public static void main(String[] arguments) {
    try {
      LotusRepo.restore(
          LotusRepo.open(Path.of(arguments[0]), new ChangeGuard(Mode.APPLY)),
          Path.of(arguments[1]),
          new ChangeGuard(Mode.APPLY));
      System.out.print("restored");
    } catch (OperatorException failure) {
      System.out.print(failure.getMessage() + " " + failure.next());
    }
  }

  /**
   * What it printed; empty where the system gives nobody a mount namespace.
   *
   * @param mount a command that mounts something at {@code $1}
   */
  static Optional<String> run(String mount, Path backup, Path repo)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "("
                    + mount
                    + ") || exit "
                    + NO_NAMESPACE
                    + "; exec \"$2\" -Xmx64m -cp \"$3\" \"$4\" \"$5\" \"$1\"",
                "sh",
                repo.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                RestoreChild.class.getName(),
                backup.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = child.waitFor();
    if (code == NO_NAMESPACE || said.startsWith("unshare: ")) {
      return Optional.empty();
    }
    return Optional.of(said);
  }
}
