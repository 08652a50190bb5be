package io.sectorsh.migration;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts what the journal knows of a migration. */
final class StatusReader {
  private record Sum(long actions, long bytes) {
    static final Sum ZERO = new Sum(0, 0);
  }

  private final Journal journal;
  private final MigrationRecord record;
  private final Map<ActionState, Sum> sums = new EnumMap<>(ActionState.class);

  private StatusReader(Journal journal, MigrationRecord record) {
    this.journal = journal;
    this.record = record;
  }

  static MigrationStatus read(Journal journal, long id) {
    return journal.snapshot(
        () -> new StatusReader(journal, new MigrationTable(journal).get(id)).read());
  }

  private MigrationStatus read() {
    journal.list(
        "SELECT o.state, count(*), sum(a.bytes) FROM outcomes o JOIN actions a"
            + " ON a.migration = o.migration AND a.seq = o.seq WHERE o.migration = ?"
            + " GROUP BY o.state",
        row ->
            sums.put(ActionState.ofWord(row.getString(1)), new Sum(row.getLong(2), row.getLong(3))),
        record.id());
    Optional<String> owner =
        Ownership.of(journal, record.id())
            .filter(process -> process.isElsewhere() || process.isAlive())
            .map(ProcessIdentity::toString);
    return new MigrationStatus(
        record.id(),
        record.name(),
        record.state(),
        owner,
        record.actions(),
        count(ActionState.DONE),
        count(ActionState.FOUND_DONE),
        count(ActionState.FAILED) + count(ActionState.UNKNOWN),
        count(ActionState.UNDONE),
        count(ActionState.LEFT) + count(ActionState.UNDO_FAILED),
        record.bytes(),
        sum(ActionState.DONE).bytes() + sum(ActionState.FOUND_DONE).bytes(),
        (int) journal.number("SELECT count(*) FROM batches WHERE migration = ?", record.id()),
        checkpoint(),
        next(owner.isPresent()));
  }

  private Sum sum(ActionState state) {
    return sums.getOrDefault(state, Sum.ZERO);
  }

  private long count(ActionState state) {
    return sum(state).actions();
  }

  private int checkpoint() {
    return (int)
        journal.number(
            "SELECT coalesce((SELECT min(batch) - 1 FROM batches WHERE migration = ?1"
                + " AND state <> 'closed'), (SELECT count(*) FROM batches WHERE migration = ?1))",
            record.id());
  }

  private String next(boolean owned) {
    if (owned) {
      return "";
    }
    return switch (record.state()) {
      case RECORDING -> "Its recording was cut off: plan it again.";
      case PLANNED -> "Apply it, or forget it.";
      case APPLYING, STOPPED -> "Resume it, or roll it back.";
      case FAILED -> "Its failures say why; resume it, or roll it back.";
      case DONE_WITH_FAILURES -> "See its failures; retry them one by one, or roll it back.";
      case ROLLING_BACK, ROLLBACK_STOPPED -> "Roll it back again: it goes on where it was.";
      case ROLLED_BACK_IN_PART -> "See its failures for what was left.";
      case DONE, ROLLED_BACK -> "";
    };
  }
}
