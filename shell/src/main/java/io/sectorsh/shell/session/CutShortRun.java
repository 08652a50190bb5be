package io.sectorsh.shell.session;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has a script begin in a process of its own, which is killed in the middle of it. */
final class CutShortRun {
  /** The program of that process, which stands above this package. */
  private static final String PROGRAM = "io.sectorsh.shell.CutShort";

  private CutShortRun() {}

  /**
   * Begins, and returns when that process is dead.
   *
   * @param words the script's own, then its arguments
   * @throws OperatorException IO_FAILED if it came to another end
   */
  static void begin(Profile profile, JournalPlace journal, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(PROGRAM);
    command.add(journal.database().toString());
    command.addAll(words);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        ProfileLines.write(profile, in); // not as an argument: it holds a token
      }
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != KILLED) {
        throw failed(words, said, new IOException("exit code " + process.exitValue()));
      }
    } catch (IOException failure) {
      throw failed(words, "", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(words, "interrupted", new IOException(interrupted));
    }
  }

  /** What a process ends with that was killed by signal 9. */
  static final int KILLED = 128 + 9;

  private static OperatorException failed(List<String> words, String said, IOException cause) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "the interrupted run of the lab cannot be prepared: "
            + (said.isEmpty() ? cause.getMessage() : said),
        String.join(" ", words),
        "Start the lab anew, in a new directory.",
        cause);
  }
}
