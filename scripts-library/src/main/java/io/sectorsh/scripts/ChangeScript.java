package io.sectorsh.scripts;

import io.sectorsh.migration.Migration;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.PlannedAction;
import io.sectorsh.migration.Rollback;
import java.util.List;
import java.util.Optional;

/** A script that is nothing but a migration: its plan shown, or carried out, resumed, undone. */
public final class ChangeScript {
  private static final int MOST = 1000;

  private final MigrationRunner runner;
  private final String name;

  /**
   * @param name of its migration, such as {@code finalize t04079}
   */
  public ChangeScript(MigrationRunner runner, String name) {
    this.runner = runner;
    this.name = name;
  }

  /**
   * Does as the options say.
   *
   * @param body submits changes, which become the plan
   */
  public Report run(MigrationOptions options, Runnable body) {
    ScriptMigration migration = new ScriptMigration(runner, name);
    return switch (options.way()) {
      case PLAN -> preview(body);
      case APPLY ->
          migration
              .apply(PlanOptions.usual(), recorder -> body.run())
              .<Report>map(MigrationReport::of)
              .orElseGet(() -> new ChangePlan("Nothing to do: " + name, List.of(), List.of()));
      case RESUME -> MigrationReport.of(migration.resume());
      case ROLLBACK -> MigrationReport.of(migration.rollback(Rollback.toStart()));
    };
  }

  private Report preview(Runnable body) {
    Migration plan = runner.record(name, PlanOptions.usual(), recorder -> body.run());
    try {
      long conflicts = plan.getPlan().conflicts();
      String next =
          plan.getPlan().toDo() == 0
              ? "Nothing was changed, and there is nothing to do."
              : "Nothing was changed. Add --apply to go ahead.";
      return new ChangePlan(
          "Plan: " + name + " (preview: nothing is changed)",
          plan.getActions().limit(MOST).toList().stream().map(ChangePlan.Row::of).toList(),
          List.of(
              "to do %d, done already %d, in conflict %d"
                  .formatted(plan.getPlan().toDo(), plan.getPlan().doneAlready(), conflicts),
              conflicts > 0
                  ? "Nothing was changed. Leave out what is in conflict, then add --apply."
                  : next));
    } finally {
      plan.forget();
    }
  }

  /**
   * What would be done.
   *
   * @param headline in one line
   * @param rows each change
   * @param closing the sums
   */
  public record ChangePlan(String headline, List<Row> rows, List<String> closing)
      implements Report {
    /** Copies. */
    public ChangePlan {
      rows = List.copyOf(rows);
      closing = List.copyOf(closing);
    }

    /**
     * One change.
     *
     * @param change what it does
     * @param planned to be done, done already, or in conflict
     * @param irreversible why it cannot be undone; empty if it can
     * @param reason why it is in conflict
     * @param next what to do about that
     */
    public record Row(
        String change, String planned, Optional<String> irreversible, String reason, String next) {
      static Row of(PlannedAction action) {
        return new Row(
            action.description(),
            action.planned().word(),
            action.irreversible(),
            action.reason(),
            action.next());
      }
    }
  }
}
