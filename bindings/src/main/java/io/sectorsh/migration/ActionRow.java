package io.sectorsh.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An action as a report has it.
 *
 * @param number its place in the plan, from 1
 * @param batch its batch, from 1
 * @param kind such as {@code file.move}
 * @param description one line in the operator's words
 * @param bytes bytes moved or written
 * @param state what has become of it
 * @param code the error code of a failure, such as {@code io-failed}, else empty
 * @param cause why it failed, was left or is in conflict, else empty
 * @param next what to do about that, else empty
 * @param at when it came to its state; empty if its turn has not come
 */
public record ActionRow(
    long number,
    int batch,
    String kind,
    String description,
    long bytes,
    ActionState state,
    String code,
    String cause,
    String next,
    Optional<String> at) {
  static final String QUERY =
      "SELECT seq, batch, kind, describe, bytes, state, code, cause, next, at FROM action_states"
          + " WHERE migration = ?";

  static ActionRow of(ResultSet row) throws SQLException {
    return new ActionRow(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        ActionState.ofWord(row.getString(6)),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        Optional.ofNullable(row.getString(10)));
  }
}
