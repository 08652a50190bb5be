package io.sectorsh.scripts.export;

import io.sectorsh.scripts.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an export did, or would do.
 *
 * @param miner whose sectors
 * @param repo the lotus-miner's repository
 * @param applied whether it was written; false for a preview
 * @param written how many records were (or would be) written
 * @param kept how many were there already and stay as they are
 * @param skipped how many are left out
 * @param number what happens to the next sector number
 * @param chainAsked whether a node was asked; without one, sectors are taken as damocles has them
 * @param previousMetadata where the metadata from before lies, for going back; empty when nothing
 *     was written
 * @param warnings what the operator should know before starting lotus-miner
 * @param sectors each sector of the miner
 */
public record ExportReport(
    String miner,
    Path repo,
    boolean applied,
    long written,
    long kept,
    long skipped,
    NumberChange number,
    boolean chainAsked,
    Optional<Path> previousMetadata,
    List<String> warnings,
    List<ExportedSector> sectors)
    implements Report {

  /** Makes the lists unchangeable. */
  public ExportReport {
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
        "%s %d, already there %d, left out %d; %s"
            .formatted(applied ? "written" : "to write", written, kept, skipped, number));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    previousMetadata.ifPresent(old -> lines.add("the metadata from before is kept as " + old));
    if (!applied) {
      lines.add("Nothing was changed. Stop lotus-miner and add --apply to write.");
    }
    return lines;
  }
}
