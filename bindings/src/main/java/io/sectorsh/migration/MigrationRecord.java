package io.sectorsh.migration;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the journal's table of migrations. */
record MigrationRecord(
    long id,
    String name,
    MigrationState state,
    String createdAt,
    String createdBy,
    String host,
    String versions,
    PlanOptions options,
    long actions,
    long bytes,
    String planHash,
    int rollbackTo) {
  static final String QUERY =
      "SELECT id, name, state, created_at, created_by, host, versions, batch_size, batch_bytes,"
          + " failure_limit, actions, bytes, plan_sha256, rollback_to FROM migrations";

  static MigrationRecord of(ResultSet row) throws SQLException {
    return new MigrationRecord(
        row.getLong(1),
        row.getString(2),
        MigrationState.ofWord(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        new PlanOptions(row.getInt(8), row.getLong(9), new FailurePolicy(row.getLong(10))),
        row.getLong(11),
        row.getLong(12),
        row.getString(13),
        row.getInt(14));
  }
}
