package io.sectorsh.scripts.rebuild;

import io.sectorsh.scripts.Report;
import java.util.List;

/**
 * What a rebuild did, or would do.
 *
 * @param headline in one line
 * @param rows each sector
 * @param closing the thread and its plan, and what to do next
 * @param succeeded whether all files are whole
 */
public record RebuildReport(
    String headline, List<RebuildRow> rows, List<String> closing, boolean succeeded)
    implements Report {
  /** Copies. */
  public RebuildReport {
    rows = List.copyOf(rows);
    closing = List.copyOf(closing);
  }
}
