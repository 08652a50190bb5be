package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.Rows;
import java.util.Optional;

/** The journal's migrations, their states and events. */
final class MigrationTable {
  private final Journal journal;

  MigrationTable(Journal journal) {
    this.journal = journal;
  }

  /** A new one whose plan is about to be recorded. */
  long create(String name, PlanOptions options, String versions) {
    return journal.transaction(
        () -> {
          journal.run(
              "INSERT INTO migrations (name, state, created_at, created_by, host, versions,"
                  + " batch_size, batch_bytes, failure_limit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              name,
              MigrationState.RECORDING.word(),
              journal.now(),
              who(),
              ProcessIdentity.hostName(),
              versions,
              options.batchSize(),
              options.batchBytes(),
              options.failures().limit());
          long id = journal.number("SELECT last_insert_rowid()");
          event(id, "created", name);
          return id;
        });
  }

  static String who() {
    return System.getProperty("user.name", "");
  }

  MigrationRecord get(long id) {
    return journal
        .one(MigrationRecord.QUERY + " WHERE id = ?", MigrationRecord::of, id)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "the journal has no migration " + id,
                    journal.place().database().toString(),
                    "List them: migrations"));
  }

  /** The newest of this name. */
  Optional<MigrationRecord> newest(String name) {
    return journal.one(
        MigrationRecord.QUERY + " WHERE name = ? ORDER BY id DESC LIMIT 1",
        MigrationRecord::of,
        name);
  }

  Rows<MigrationRecord> all() {
    return journal.rows(
        MigrationRecord.class, MigrationRecord.QUERY + " ORDER BY id DESC", MigrationRecord::of);
  }

  /** Says where it stands from now on, and leaves a trace. */
  void setState(long id, MigrationState state, String detail) {
    journal.transaction(
        () -> {
          journal.run("UPDATE migrations SET state = ? WHERE id = ?", state.word(), id);
          event(id, state.word(), detail);
          return state;
        });
  }

  /** The same where a failure ended it, which stays the one to tell if this fails as well. */
  void setState(long id, MigrationState state, Throwable failure) {
    try {
      setState(id, state, Failure.words(failure));
    } catch (RuntimeException unwritten) {
      failure.addSuppressed(unwritten);
    }
  }

  void setRollback(long id, int to) {
    journal.transaction(
        () -> {
          journal.run("UPDATE migrations SET rollback_to = ? WHERE id = ?", to, id);
          setState(id, MigrationState.ROLLING_BACK, "to checkpoint " + to);
          return to;
        });
  }

  void event(long id, String what, String detail) {
    journal.run(
        "INSERT INTO events (migration, at, who, host, pid, what, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        journal.now(),
        who(),
        ProcessIdentity.hostName(),
        ProcessHandle.current().pid(),
        what,
        detail);
  }

  Rows<MigrationEvent> events(long id) {
    return journal.rows(
        MigrationEvent.class,
        "SELECT at, who, host, pid, what, detail FROM events WHERE migration = ? ORDER BY id",
        row ->
            new MigrationEvent(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6)),
        id);
  }
}
