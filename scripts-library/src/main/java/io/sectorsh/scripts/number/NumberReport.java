package io.sectorsh.scripts.number;

import io.sectorsh.scripts.Report;
import java.util.List;

/**
 * Where a miner's sector numbers stand.
 *
 * @param headline in one line
 * @param rows a source each, or a finding each
 * @param closing what follows from it
 * @param succeeded whether no number is about to be used twice
 */
public record NumberReport(String headline, List<?> rows, List<String> closing, boolean succeeded)
    implements Report {
  /** Copies. */
  public NumberReport {
    rows = List.copyOf(rows);
    closing = List.copyOf(closing);
  }
}
