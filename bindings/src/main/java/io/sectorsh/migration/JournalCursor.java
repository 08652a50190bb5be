package io.sectorsh.migration;

import io.sectorsh.rows.RowCursor;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One pass over the answer to a query; what is written meanwhile is not seen. */
final class JournalCursor<T> implements RowCursor<T> {
  private final JournalConnection connection;
  private final Path file;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final RowReader<T> reader;
  private boolean looked;
  private boolean more;
  private boolean closed;

  private JournalCursor(
      JournalConnection connection, Path file, PreparedStatement statement, RowReader<T> reader)
      throws SQLException {
    this.connection = connection;
    this.file = file;
    this.statement = statement;
    this.rows = statement.executeQuery();
    this.reader = reader;
  }

  /** Takes over the connection and closes it at the end. */
  static <T> JournalCursor<T> open(
      JournalConnection connection,
      Path file,
      String sql,
      RowReader<T> reader,
      @Nullable Object... arguments) {
    JournalCursor<T> cursor = null;
    try {
      cursor = new JournalCursor<>(connection, file, connection.statement(sql, arguments), reader);
      return cursor;
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    } finally {
      if (cursor == null) {
        connection.close();
      }
    }
  }

  @Override
  public boolean hasNext() {
    try {
      if (!looked) {
        looked = true;
        more = !closed && rows.next();
      }
      return more;
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    looked = false;
    try {
      return reader.read(rows);
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    looked = true;
    more = false;
    try (connection) {
      statement.close();
    } catch (SQLException failure) {
      throw JournalFailures.of(file, failure);
    }
  }
}
