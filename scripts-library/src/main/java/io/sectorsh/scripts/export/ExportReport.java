package io.sectorsh.scripts.export;

import io.sectorsh.scripts.LossCount;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export did, or would do.
 *
 * @param miner whose sectors
 * @param repo the lotus-miner's repository
 * @param applied whether it was carried out; false for a preview
 * @param written how many records were (or would be) written
 * @param replaced how many were there, and are replaced
 * @param kept how many were there already and stay as they are
 * @param skipped how many are left out
 * @param number what happens to the next sector number
 * @param chainAsked whether a node was asked; without one, sectors are taken as damocles has them
 * @param migration how it went; empty for a preview, and where there was nothing to do
 * @param notHeld members of damocles that lotus has no place for, each with the number of sectors
 * @param warnings what the operator should know before starting lotus-miner
 * @param sectors each sector of the miner
 */
public record ExportReport(
    String miner,
    Path repo,
    boolean applied,
    long written,
    long replaced,
    long kept,
    long skipped,
    NumberChange number,
    boolean chainAsked,
    Optional<MigrationReport> migration,
    Map<String, Long> notHeld,
    List<String> warnings,
    List<ExportedSector> sectors)
    implements Report {

  /** Makes the lists unchangeable. */
  public ExportReport {
    notHeld = Map.copyOf(notHeld);
    warnings = List.copyOf(warnings);
    sectors = List.copyOf(sectors);
  }

  @Override
  public String headline() {
    return "Export of %s from damocles to %s%s"
        .formatted(miner, repo, applied ? "" : " (preview: nothing is written)");
  }

  @Override
  public List<ExportedSector> rows() {
    return sectors;
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %d, replaced %d, already there %d, left out %d; %s"
            .formatted(applied ? "written" : "to write", written, replaced, kept, skipped, number));
    if (!notHeld.isEmpty()) {
      lines.add("lotus has no place for: " + LossCount.words(new java.util.TreeMap<>(notHeld)));
    }
    warnings.forEach(warning -> lines.add("warning: " + warning));
    migration.ifPresent(run -> lines.addAll(told(run)));
    if (!applied) {
      lines.add(
          written + replaced == 0 && number.isSettled()
              ? "Nothing was changed, and there is nothing to write."
              : "Nothing was changed. Stop lotus-miner and add --apply to write.");
    } else if (migration.isEmpty()) {
      lines.add("There was nothing to change.");
    }
    return lines;
  }

  private static List<String> told(MigrationReport run) {
    List<String> lines = new ArrayList<>();
    lines.add(run.headline());
    run.rows().stream().limit(5).forEach(row -> lines.add(row.cause() + ". " + row.next()));
    lines.addAll(run.closing());
    if (run.succeeded()) {
      lines.add("--rollback undoes it for as long as lotus-miner has not changed these records.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return migration.map(MigrationReport::succeeded).orElse(true);
  }
}
