package io.sectorsh.scripts.files;

import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.ActionState;
import io.sectorsh.migration.Migration;
import io.sectorsh.scripts.MigrationReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run did not do, sector by sector, when it came to another end than the planned one.
 *
 * @param failed the first thing that failed of a sector
 * @param left sectors whose turn did not come, or that are half done
 * @param report how the run as a whole went
 */
record Unfinished(Map<Long, ActionRow> failed, Set<Long> left, MigrationReport report) {
  private static final Set<ActionState> DONE = EnumSet.of(ActionState.DONE, ActionState.FOUND_DONE);

  /**
   * As the journal has it.
   *
   * @param sectors whose each action is, in their order; -1 for nobody's
   */
  static Unfinished of(Migration migration, List<Long> sectors) {
    Map<Long, ActionRow> failed = new HashMap<>();
    Set<Long> left = new HashSet<>();
    for (ActionRow row : migration.getReport()) {
      long sector = sectors.get(Math.toIntExact(row.number() - 1));
      if (sector < 0 || DONE.contains(row.state())) {
        continue;
      }
      if (row.cause().isEmpty()) {
        left.add(sector);
      } else {
        failed.putIfAbsent(sector, row);
      }
    }
    return new Unfinished(failed, left, MigrationReport.of(migration));
  }

  /** The rows with what became of them. */
  List<FileRow> among(List<FileRow> rows) {
    return rows.stream().map(this::marked).toList();
  }

  private FileRow marked(FileRow row) {
    ActionRow failure = failed.get(row.number());
    if (failure != null) {
      return row.failed(failure.cause(), failure.next());
    }
    return left.contains(row.number()) ? row.left("Add --resume to the same line.") : row;
  }

  List<String> closing() {
    List<String> lines = new ArrayList<>();
    lines.add(report.headline());
    lines.addAll(report.closing());
    return lines;
  }
}
