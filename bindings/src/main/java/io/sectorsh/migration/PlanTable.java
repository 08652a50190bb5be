package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A recorded plan, as the journal has it. */
final class PlanTable {
  /** A call of a daemon, a rename: what an action takes of which nothing is known here yet. */
  private static final Duration GUESSED_ACTION = Duration.ofMillis(20);

  /** What a hard disk reads and writes in a row. */
  private static final long GUESSED_BYTES_PER_MILLISECOND = 100_000;

  private final Journal journal;
  private final long migration;

  PlanTable(Journal journal, long migration) {
    this.journal = journal;
    this.migration = migration;
  }

  PlanSummary summary(MigrationRecord record) {
    return new PlanSummary(record.name(), kinds(), batchCount(), resources(), record.planHash());
  }

  private List<KindCount> kinds() {
    return journal.list(
        "SELECT a.kind, count(*), sum(planned IN ('not-done', 'at-its-turn')),"
            + " sum(planned = 'done'), sum(planned = 'conflict'), count(irreversible),"
            + " coalesce(sum(iif(planned = 'done', 0, a.bytes)), 0),"
            + " coalesce(t.actions, 0), coalesce(t.bytes, 0), coalesce(t.nanoseconds, 0)"
            + " FROM actions a LEFT JOIN timings t ON t.kind = a.kind"
            + " WHERE migration = ? GROUP BY a.kind ORDER BY min(seq)",
        row ->
            new KindCount(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                estimate(
                    row.getLong(3),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10)),
                row.getLong(8) == 0 && row.getLong(3) > 0),
        migration);
  }

  private static Duration estimate(
      long actions, long bytes, long ranActions, long ranBytes, long ranNanoseconds) {
    if (ranActions == 0) {
      return GUESSED_ACTION.multipliedBy(actions).plusMillis(bytes / GUESSED_BYTES_PER_MILLISECOND);
    }
    double share =
        bytes > 0 && ranBytes > 0 ? (double) bytes / ranBytes : (double) actions / ranActions;
    return Duration.ofNanos((long) (share * ranNanoseconds));
  }

  private int batchCount() {
    return (int) journal.number("SELECT count(*) FROM batches WHERE migration = ?", migration);
  }

  List<String> resources() {
    return journal.list(
        "SELECT name FROM resources WHERE migration = ? ORDER BY name",
        row -> row.getString(1),
        migration);
  }

  Rows<PlannedAction> actions() {
    return journal.rows(
        PlannedAction.class,
        "SELECT " + PlannedAction.COLUMNS + " FROM actions a WHERE migration = ? ORDER BY seq",
        PlannedAction::of,
        migration);
  }

  /** The hash of the plan as it stands. */
  String hash() {
    MessageDigest hash = Fingerprint.sha256();
    try (RowCursor<PlannedAction> rows = actions().open()) {
      while (rows.hasNext()) {
        hash.update((rows.next().line() + "\n").getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  /** Those that {@link #pending} has, and those that failed: all that a recheck may change. */
  Rows<PlannedAction> toDo() {
    return journal.rows(
        PlannedAction.class,
        "SELECT "
            + PlannedAction.COLUMNS
            + " FROM actions a JOIN batches b ON b.migration = a.migration AND b.batch = a.batch"
            + " LEFT JOIN outcomes o ON o.migration = a.migration AND o.seq = a.seq"
            + " WHERE a.migration = ? AND (o.state = 'failed' OR b.state IN ('planned', 'partial',"
            + " 'undone') AND (o.state IS NULL OR o.state = 'undone')) ORDER BY a.seq",
        PlannedAction::of,
        migration);
  }

  /** Actions without an outcome, of batches that are not under way. */
  Rows<PlannedAction> pending() {
    return journal.rows(
        PlannedAction.class,
        "SELECT "
            + PlannedAction.COLUMNS
            + " FROM actions a JOIN batches b ON b.migration = a.migration AND b.batch = a.batch"
            + " LEFT JOIN outcomes o ON o.migration = a.migration AND o.seq = a.seq"
            + " WHERE a.migration = ? AND b.state IN ('planned', 'partial', 'undone')"
            + " AND (o.state IS NULL OR o.state = 'undone') ORDER BY a.seq",
        PlannedAction::of,
        migration);
  }

  long pendingConflicts() {
    return journal.number(
        "SELECT count(*) FROM actions a LEFT JOIN outcomes o"
            + " ON o.migration = a.migration AND o.seq = a.seq"
            + " WHERE a.migration = ? AND a.planned = 'conflict' AND o.state IS NULL",
        migration);
  }
}
