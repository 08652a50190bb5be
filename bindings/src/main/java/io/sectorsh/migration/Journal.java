package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite database of migrations, opened when it is first needed. Safe for use by several
 * threads.
 */
final class Journal implements AutoCloseable {
  private final JournalPlace place;
  private final Clock clock;
  private @Nullable JournalConnection opened;

  Journal(JournalPlace place, Clock clock) {
    this.place = place;
    this.clock = clock;
  }

  JournalPlace place() {
    return place;
  }

  /** The time now, as it is written into the journal. */
  String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The database by the one name that it has whichever way it is reached. */
  Path realFile() {
    connection();
    try {
      return place.database().toRealPath();
    } catch (IOException unreachable) {
      return place.database().toAbsolutePath();
    }
  }

  /**
   * Reads the whole database after a crash.
   *
   * @throws OperatorException DAMAGED if it is not sound
   */
  void check() {
    String found = one("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("no answer");
    if (!found.equals("ok")) {
      throw JournalFailures.damaged(place.database(), found);
    }
  }

  /** Whether there is a journal already; looking does not create one. */
  boolean exists() {
    return Files.exists(place.database());
  }

  /** A connection of its own, which the caller closes. */
  JournalConnection connect() {
    connection().requireSame();
    return JournalConnection.open(place.database());
  }

  private synchronized JournalConnection connection() {
    JournalConnection connection = opened;
    if (connection == null) {
      connection = open();
      opened = connection;
    }
    return connection;
  }

  private JournalConnection open() {
    Path file = place.database().toAbsolutePath();
    createPrivate(file);
    NativeSqlite.prepare(place.nativeParts());
    JournalConnection connection = JournalConnection.open(file);
    boolean ready = false;
    try {
      // A planned record of a sector fits into such a page; into a smaller one it would not, and
      // each would take a page of its own. Without effect on a journal that is there.
      connection.execute("PRAGMA page_size = 16384");
      connection.execute("PRAGMA journal_mode = WAL");
      JournalSchema.bring(connection, file);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** SQLite gives the files beside it the rights of the database. */
  private static void createPrivate(Path file) {
    Path directory = file.getParent();
    try {
      if (directory != null) {
        JournalPlace.privateDirectory(directory);
      }
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      return;
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.NO_PERMISSION,
          "the journal cannot be created: " + failure.getMessage(),
          file.toString(),
          "Give another file with --journal.",
          failure);
    }
  }

  synchronized int run(String sql, @Nullable Object... arguments) {
    return connection().run(sql, arguments);
  }

  synchronized long number(String sql, @Nullable Object... arguments) {
    return connection().number(sql, arguments);
  }

  synchronized <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return connection().one(sql, reader, arguments);
  }

  synchronized <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return connection().list(sql, reader, arguments);
  }

  /** All of it or nothing; on disk when this returns. */
  synchronized <T> T transaction(Supplier<T> work) {
    return connection().transaction(work);
  }

  /** Reads that belong together, of one moment. */
  synchronized <T> T snapshot(Supplier<T> reads) {
    return connection().snapshot(reads);
  }

  /** Rows that are read when they are asked for, each pass through a connection of its own. */
  <T> Rows<T> rows(Class<T> type, String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return Rows.of(
        type, () -> JournalCursor.open(connect(), place.database(), sql, reader, arguments));
  }

  @Override
  public synchronized void close() {
    JournalConnection connection = opened;
    opened = null;
    if (connection != null) {
      connection.close();
    }
  }
}
