package io.sectorsh.migration;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of one row of an answer of SQLite. */
@FunctionalInterface
interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
