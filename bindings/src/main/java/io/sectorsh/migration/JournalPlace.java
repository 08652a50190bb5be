package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where a journal is kept.
 *
 * @param database the SQLite file
 * @param locks the directory of lock files, the same for all journals of a user: two of them may
 *     hold migrations that touch the same repository
 */
public record JournalPlace(Path database, Path locks) {
  private static final String ABSOLUTE = "/";
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Checks. */
  public JournalPlace {
    Objects.requireNonNull(database);
    Objects.requireNonNull(locks);
  }

  /**
   * In the user's state directory: {@code $XDG_STATE_HOME/sectorsh} or {@code
   * ~/.local/state/sectorsh}.
   */
  public static JournalPlace usual(Map<String, String> environment, Path home) {
    Path state = stateDirectory(environment, home);
    return new JournalPlace(state.resolve("journal.db"), state.resolve("locks"));
  }

  /** In another file; the locks stay in the user's state directory. */
  public static JournalPlace at(Path database, Map<String, String> environment, Path home) {
    return new JournalPlace(
        database.toAbsolutePath().normalize(), usual(environment, home).locks());
  }

  private static Path stateDirectory(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_STATE_HOME", "");
    Path state =
        configured.startsWith(ABSOLUTE) ? Path.of(configured) : home.resolve(".local/state");
    return state.resolve("sectorsh");
  }

  /** Where pre-images go that are too large for the database. */
  Path images() {
    return database.resolveSibling(database.getFileName() + "-images");
  }

  /** Where SQLite's native part is kept. */
  Path nativeParts() {
    return locks.resolveSibling("native");
  }

  /** Makes a directory that only this user may enter. */
  static Path privateDirectory(Path directory) {
    try {
      Path parent = directory.getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        privateDirectory(parent);
      }
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, PRIVATE);
      }
      return directory;
    } catch (java.nio.file.FileAlreadyExistsException made) {
      return directory;
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the journal's directory cannot be made: " + failure.getMessage(),
          directory.toString(),
          "Give another file with --journal, or set XDG_STATE_HOME to a directory that you own.",
          failure);
    }
  }
}
