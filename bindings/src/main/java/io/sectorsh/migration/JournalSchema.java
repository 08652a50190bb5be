package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.List;

/**
 * The journal's tables and how older journals become newer ones; docs/journal.md explains them.
 *
 * <p>The version is SQLite's own {@code user_version}. A step is never changed once released: a new
 * one is added behind it.
 */
final class JournalSchema {
  /** SQLite's {@code application_id}: "ssMg". */
  static final int APPLICATION = 0x73734d67;

  private static final String MIGRATIONS =
      """
      CREATE TABLE migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        host TEXT NOT NULL,
        versions TEXT NOT NULL,
        batch_size INTEGER NOT NULL,
        batch_bytes INTEGER NOT NULL,
        failure_limit INTEGER NOT NULL,
        actions INTEGER NOT NULL DEFAULT 0,
        bytes INTEGER NOT NULL DEFAULT 0,
        plan_sha256 TEXT NOT NULL DEFAULT '',
        rollback_to INTEGER)
      """;

  private static final String OWNERS =
      """
      CREATE TABLE owners (
        migration INTEGER PRIMARY KEY REFERENCES migrations(id),
        host TEXT NOT NULL,
        boot TEXT NOT NULL,
        pid INTEGER NOT NULL,
        started TEXT NOT NULL,
        who TEXT NOT NULL,
        since TEXT NOT NULL)
      """;

  private static final String BATCHES =
      """
      CREATE TABLE batches (
        migration INTEGER NOT NULL REFERENCES migrations(id),
        batch INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        state TEXT NOT NULL,
        intent_at TEXT,
        closed_at TEXT,
        PRIMARY KEY (migration, batch)) WITHOUT ROWID
      """;

  private static final String ACTIONS =
      """
      CREATE TABLE actions (
        migration INTEGER NOT NULL REFERENCES migrations(id),
        seq INTEGER NOT NULL,
        batch INTEGER NOT NULL,
        kind TEXT NOT NULL,
        parameters TEXT NOT NULL,
        describe TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        irreversible TEXT,
        planned TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        reason TEXT NOT NULL,
        next TEXT NOT NULL,
        PRIMARY KEY (migration, seq)) WITHOUT ROWID
      """;

  private static final String RESOURCES =
      """
      CREATE TABLE resources (
        migration INTEGER NOT NULL REFERENCES migrations(id),
        name TEXT NOT NULL,
        PRIMARY KEY (migration, name)) WITHOUT ROWID
      """;

  private static final String OUTCOMES =
      """
      CREATE TABLE outcomes (
        migration INTEGER NOT NULL REFERENCES migrations(id),
        seq INTEGER NOT NULL,
        state TEXT NOT NULL,
        begun INTEGER NOT NULL,
        code TEXT NOT NULL,
        cause TEXT NOT NULL,
        next TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (migration, seq)) WITHOUT ROWID
      """;

  private static final String FAILED_INDEX =
      """
      CREATE INDEX outcomes_not_done ON outcomes (migration, seq)
        WHERE state NOT IN ('done', 'found-done', 'undone')
      """;

  private static final String IMAGES =
      """
      CREATE TABLE images (
        migration INTEGER NOT NULL REFERENCES migrations(id),
        seq INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content BLOB,
        file TEXT,
        PRIMARY KEY (migration, seq))
      """;

  private static final String EVENTS =
      """
      CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        migration INTEGER NOT NULL REFERENCES migrations(id),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        host TEXT NOT NULL,
        pid INTEGER NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL)
      """;

  private static final String CONTROLS =
      """
      CREATE TABLE controls (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        migration INTEGER NOT NULL REFERENCES migrations(id),
        word TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL)
      """;

  private static final String TIMINGS =
      """
      CREATE TABLE timings (
        kind TEXT PRIMARY KEY,
        actions INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        nanoseconds INTEGER NOT NULL) WITHOUT ROWID
      """;

  private static final String STATES =
      """
      CREATE VIEW action_states AS
      SELECT a.migration, a.seq, a.batch, a.kind, a.describe, a.bytes,
        coalesce(o.state, CASE b.state WHEN 'intent' THEN 'begun' ELSE 'planned' END) AS state,
        coalesce(o.code, CASE a.planned WHEN 'conflict' THEN 'refused' ELSE '' END) AS code,
        coalesce(o.cause, a.reason) AS cause, coalesce(o.next, a.next) AS next, o.at
      FROM actions a
      JOIN batches b ON b.migration = a.migration AND b.batch = a.batch
      LEFT JOIN outcomes o ON o.migration = a.migration AND o.seq = a.seq
      """;

  /** Step n brings a journal of version n to n + 1. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              MIGRATIONS,
              OWNERS,
              BATCHES,
              ACTIONS,
              RESOURCES,
              OUTCOMES,
              FAILED_INDEX,
              IMAGES,
              EVENTS,
              CONTROLS,
              TIMINGS,
              STATES));

  private JournalSchema() {}

  /** The version that this program writes. */
  static int version() {
    return STEPS.size();
  }

  /** Brings the journal to this program's version, in one transaction. */
  static void bring(JournalConnection journal, Path file) {
    if (journal.number("PRAGMA user_version") == STEPS.size()) {
      check(journal, file);
      return;
    }
    journal.transaction(
        () -> {
          check(journal, file);
          int from = (int) journal.number("PRAGMA user_version");
          for (List<String> step : STEPS.subList(from, STEPS.size())) {
            step.forEach(journal::execute);
          }
          journal.execute("PRAGMA application_id = " + APPLICATION);
          journal.execute("PRAGMA user_version = " + STEPS.size());
          return STEPS.size();
        });
  }

  private static void check(JournalConnection journal, Path file) {
    long version = journal.number("PRAGMA user_version");
    long application = journal.number("PRAGMA application_id");
    boolean empty = journal.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!empty && application != APPLICATION) {
      throw new OperatorException(
          ErrorCode.NOT_A_REPO,
          "it is a SQLite database, but no journal of migrations",
          file.toString(),
          "Give another file with --journal.");
    }
    if (version > STEPS.size()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "the journal has version " + version + ", this sectorsh knows up to " + STEPS.size(),
          file.toString(),
          "Use the newer sectorsh that wrote it.");
    }
  }
}
