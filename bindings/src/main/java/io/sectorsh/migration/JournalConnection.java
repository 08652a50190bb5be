package io.sectorsh.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the journal. Its statements stay prepared. Not for use by several threads at
 * once.
 */
final class JournalConnection implements AutoCloseable {
  /** The system property for how long to wait for another writer, in milliseconds. */
  static final String PATIENCE = "sectorsh.journal.patience";

  private static final int PATIENCE_MILLISECONDS = 20_000;

  private final Path file;
  private final Connection connection;
  private final JournalFiles files;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private boolean inTransaction;

  private JournalConnection(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.files = JournalFiles.of(file);
  }

  /** Opens the file, created if it is missing. Every commit is on disk before it returns. */
  static JournalConnection open(Path file) {
    Properties properties = new Properties();
    properties.setProperty(
        "busy_timeout", Integer.toString(Integer.getInteger(PATIENCE, PATIENCE_MILLISECONDS)));
    properties.setProperty("foreign_keys", "true");
    properties.setProperty("synchronous", "FULL");
    // Otherwise the driver looks at each statement's text and asks for the row's id after it.
    properties.setProperty("jdbc.get_generated_keys", "false");
    try {
      return new JournalConnection(
          file, DriverManager.getConnection("jdbc:sqlite:" + file, properties));
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    } catch (LinkageError missing) {
      throw JournalFailures.noNativePart(file, missing);
    }
  }

  void execute(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    }
  }

  /** Runs a statement with these arguments; the number of rows that it changed. */
  int run(String sql, @Nullable Object... arguments) {
    try {
      return bound(sql, arguments).executeUpdate();
    } catch (SQLException failure) {
      prepared.remove(sql); // The driver closes a statement that failed.
      throw JournalFailures.of(file, failure);
    }
  }

  /** The one number that the query answers; 0 for NULL or no row. */
  long number(String sql, @Nullable Object... arguments) {
    return one(sql, row -> row.getLong(1), arguments).orElse(0L);
  }

  <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    List<T> rows = list(sql, reader, arguments);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    } catch (SQLException failure) {
      prepared.remove(sql); // The driver closes a statement that failed.
      throw JournalFailures.of(file, failure);
    }
  }

  /** A statement of its own for a pass over many rows; the caller closes it. */
  PreparedStatement statement(String sql, @Nullable Object... arguments) throws SQLException {
    return bind(connection.prepareStatement(sql), arguments);
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return bind(statement, arguments);
  }

  private static PreparedStatement bind(PreparedStatement statement, @Nullable Object... arguments)
      throws SQLException {
    for (int index = 0; index < arguments.length; index++) {
      statement.setObject(index + 1, arguments[index]);
    }
    return statement;
  }

  /**
   * All of it or nothing; durable under the journal's name when this returns. Nested calls belong
   * to the outermost one. The write lock is taken at the start, so nothing read inside can be
   * changed by somebody else.
   */
  <T> T transaction(Supplier<T> work) {
    if (inTransaction) {
      return work.get();
    }
    execute("BEGIN IMMEDIATE");
    inTransaction = true;
    boolean committed = false;
    try {
      T result = work.get();
      execute("COMMIT");
      committed = true;
      files.requireSame();
      return result;
    } finally {
      inTransaction = false;
      if (!committed) {
        undoQuietly();
      }
    }
  }

  /** Reads that belong together, of one moment; whoever writes meanwhile is not waited for. */
  <T> T snapshot(Supplier<T> reads) {
    if (inTransaction) {
      return reads.get();
    }
    execute("BEGIN");
    inTransaction = true;
    try {
      return reads.get();
    } finally {
      inTransaction = false;
      undoQuietly();
    }
  }

  private void undoQuietly() {
    try (var statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      // SQLite has rolled back by itself, as it does when the disk is full.
      prepared.clear();
    }
  }

  /** Fails if what it writes would not be found under the journal's name. */
  void requireSame() {
    files.requireSame();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    }
  }
}
