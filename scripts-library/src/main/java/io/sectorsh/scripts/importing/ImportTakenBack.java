package io.sectorsh.scripts.importing;

import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.ActionState;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rollback of an import came to: replaced states are back, new ones stay.
 *
 * @param migration how it went, with a row for each state that is still there
 */
public record ImportTakenBack(MigrationReport migration) implements Report {
  @Override
  public String headline() {
    return migration.headline();
  }

  @Override
  public List<ActionRow> rows() {
    return migration.rows();
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>(migration.closing());
    if (rows().stream().anyMatch(row -> row.state() == ActionState.LEFT)) {
      lines.add(
          "States that were new stay in damocles: no method of the manager forgets one. Do not"
              + " remove these sectors there: that deletes their files wherever its stores have"
              + " them.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return migration.succeeded();
  }
}
