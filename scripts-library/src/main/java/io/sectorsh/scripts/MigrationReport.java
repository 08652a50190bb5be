package io.sectorsh.scripts;

import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.rows.Rows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where a script's migration stands after it was run, resumed or rolled back.
 *
 * @param status where it stands
 * @param failures the first of what failed or was left, each with cause and next step
 */
public record MigrationReport(MigrationStatus status, List<ActionRow> failures) implements Report {
  private static final int MOST = 100;
  private static final Set<MigrationState> GOOD =
      EnumSet.of(MigrationState.DONE, MigrationState.ROLLED_BACK);

  /** Copies. */
  public MigrationReport {
    failures = List.copyOf(failures);
  }

  /** What the journal says now. */
  public static MigrationReport of(Migration migration) {
    Rows<ActionRow> failures = migration.getFailures();
    return new MigrationReport(migration.getStatus(), failures.limit(MOST).toList());
  }

  @Override
  public String headline() {
    return "Migration " + status.id() + " '" + status.name() + "' is " + status.state().word();
  }

  @Override
  public List<ActionRow> rows() {
    return failures;
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d of %d actions done, %d found done, %d failed, %d undone, %d left in place"
            .formatted(
                status.done(),
                status.actions(),
                status.foundDone(),
                status.failed(),
                status.undone(),
                status.left()));
    if (!succeeded()) {
      if (!status.next().isEmpty()) {
        lines.add(status.next());
      }
      lines.add(
          status.state() == MigrationState.ROLLED_BACK_IN_PART
              ? "What was left in place cannot be undone: each row says why."
              : "Add --resume to the same line to go on, or --rollback to undo it.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return GOOD.contains(status.state());
  }
}
