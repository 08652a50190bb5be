package io.sectorsh.migration;

import io.sectorsh.rows.RowCursor;

/** Judges pending actions anew, and keeps that as what the plan saw. */
final class Recheck {
  private Recheck() {}

  static long run(Journal journal, long migration, PlanTable plan, ActionKinds kinds) {
    long changed = 0;
    try (RowCursor<PlannedAction> pending = plan.toDo().open();
        ReadingPass reading = new ReadingPass()) {
      while (pending.hasNext()) {
        PlannedAction before = pending.next();
        Action action = before.read(kinds);
        if (before.planned() == PlannedState.AT_ITS_TURN) {
          continue;
        }
        PlannedAction now =
            PlannedAction.of(before.number(), before.batch(), action, Look.at(action, reading));
        if (!now.equals(before)) {
          keep(journal, migration, now);
          changed++;
        }
      }
    }
    if (changed > 0) {
      journal.run("UPDATE migrations SET plan_sha256 = ? WHERE id = ?", plan.hash(), migration);
    }
    new MigrationTable(journal).event(migration, "rechecked", changed + " actions changed");
    return changed;
  }

  private static void keep(Journal journal, long migration, PlannedAction now) {
    journal.run(
        "UPDATE actions SET planned = ?, fingerprint = ?, reason = ?, next = ?"
            + " WHERE migration = ? AND seq = ?",
        now.planned().word(),
        now.fingerprint(),
        now.reason(),
        now.next(),
        migration,
        now.number());
  }
}
