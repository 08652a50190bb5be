package io.sectorsh.scripts.importing;

import io.sectorsh.scripts.LossCount;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an import did, or would do.
 *
 * @param miner whose sectors
 * @param source where lotus' records come from
 * @param applied whether it was carried out; false for a preview
 * @param imported how many states are (or would be) new in damocles
 * @param replaced how many were there, and are replaced
 * @param kept how many were there already and stay as they are
 * @param skipped how many are left out
 * @param chainAsked whether a node was asked
 * @param migration how it went; empty for a preview, and where there was nothing to do
 * @param notHeld members of lotus that damocles has no place for, each with the number of sectors
 * @param remaining what is left to be done by hand, with the exact commands; looked at anew each
 *     time
 * @param sectors each sector
 */
public record ImportReport(
    String miner,
    String source,
    boolean applied,
    long imported,
    long replaced,
    long kept,
    long skipped,
    boolean chainAsked,
    Optional<MigrationReport> migration,
    Map<String, Long> notHeld,
    List<String> remaining,
    List<ImportedSector> sectors)
    implements Report {

  /** Copies. */
  public ImportReport {
    notHeld = Map.copyOf(notHeld);
    remaining = List.copyOf(remaining);
    sectors = List.copyOf(sectors);
  }

  @Override
  public String headline() {
    return "Import of %s from %s into damocles%s"
        .formatted(miner, source, applied ? "" : " (preview: nothing is changed)");
  }

  @Override
  public List<ImportedSector> rows() {
    return sectors;
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %d, replaced %d, already there %d, left out %d"
            .formatted(applied ? "imported" : "to import", imported, replaced, kept, skipped));
    if (imported > 0) {
      lines.add(
          "%d states %s new: --rollback cannot take those back, only replaced ones"
              .formatted(imported, applied ? "are" : "would be"));
    }
    if (!notHeld.isEmpty()) {
      lines.add("damocles has no place for: " + LossCount.words(new TreeMap<>(notHeld)));
    }
    if (!chainAsked) {
      lines.add("warning: no node was asked, so sectors are taken as lotus has them");
    }
    migration.ifPresent(
        run -> {
          lines.add(run.headline());
          run.rows().stream().limit(5).forEach(row -> lines.add(row.cause() + ". " + row.next()));
          lines.addAll(run.closing());
        });
    lines.addAll(remaining);
    if (!applied) {
      lines.add(
          imported + replaced == 0
              ? "Nothing was changed, and there is nothing to import."
              : "Nothing was changed. Add --apply to import.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return migration.map(MigrationReport::succeeded).orElse(true);
  }
}
