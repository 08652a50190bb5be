package io.sectorsh.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files behind an open journal, told apart from others of the same names: SQLite goes on
 * writing into a file that was removed, and nobody would find there what it wrote.
 */
final class JournalFiles {
  private final Path database;
  private final Path log;
  private final @Nullable Object databaseKey;

  /** Not known before the first commit; stays so where the file system allows no log. */
  private @Nullable Object logKey;

  private JournalFiles(Path database, @Nullable Object databaseKey) {
    this.database = database;
    this.log = database.resolveSibling(database.getFileName() + "-wal");
    this.databaseKey = databaseKey;
  }

  /** Those of a database that has just been opened. */
  static JournalFiles of(Path database) {
    try {
      return new JournalFiles(database, key(database));
    } catch (IOException gone) {
      throw JournalFailures.gone(database, gone);
    }
  }

  /**
   * To be asked behind a commit.
   *
   * @throws io.sectorsh.errors.OperatorException CONFLICT if another file has a name now, or none
   */
  void requireSame() {
    try {
      if (logKey == null && Files.exists(log)) {
        logKey = key(log);
      }
      if (!Objects.equals(databaseKey, key(database))
          || logKey != null && !logKey.equals(key(log))) {
        throw new NoSuchFileException(database.toString(), null, "another file has its name");
      }
    } catch (IOException gone) {
      throw JournalFailures.gone(database, gone);
    }
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
