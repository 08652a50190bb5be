package io.sectorsh.shell.prompt;

import io.sectorsh.shell.report.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jline.reader.impl.history.DefaultHistory;

/** The lines of this and earlier sessions, without their tokens, in a file for its owner only. */
public final class KeptHistory extends DefaultHistory {
  @Override
  public void add(Instant time, String line) {
    super.add(time, Redactor.redacted(line));
  }

  /** Where history is kept: made if it is not there, empty if it cannot be. */
  public static Optional<Path> file() {
    String state = System.getenv("XDG_STATE_HOME");
    Path directory =
        (state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state))
            .resolve("sectorsh");
    return prepared(directory.resolve("history"));
  }

  /** A file that only its owner can read; empty if it cannot be had. */
  static Optional<Path> prepared(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null && !Files.exists(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return Optional.of(file);
    } catch (IOException | UnsupportedOperationException failure) {
      return Optional.empty();
    }
  }
}
