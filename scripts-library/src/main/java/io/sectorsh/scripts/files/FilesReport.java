package io.sectorsh.scripts.files;

import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.files.FileRow.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an export of files did, or would do.
 *
 * @param miner whose sectors
 * @param destination the storage path
 * @param applied whether files were moved or copied; false for a preview
 * @param migration the name under which the journal has it
 * @param bytes how many are moved or copied
 * @param advice what the operator should know or type, one thing a line
 * @param sectors each sector that was asked about
 */
public record FilesReport(
    String miner,
    Path destination,
    boolean applied,
    String migration,
    long bytes,
    List<String> advice,
    List<FileRow> sectors)
    implements Report {

  /** Makes the lists unchangeable. */
  public FilesReport {
    advice = List.copyOf(advice);
    sectors = List.copyOf(sectors);
  }

  @Override
  public String headline() {
    return "Files of %s from damocles to %s%s"
        .formatted(miner, destination, applied ? "" : " (preview: nothing is moved or copied)");
  }

  @Override
  public List<FileRow> rows() {
    return sectors;
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    long going = count(Outcome.MOVE) + count(Outcome.COPY);
    long failed = count(Outcome.FAILED) + count(Outcome.LEFT);
    lines.add(
        "%s %d sectors (%d bytes), already there %d, left out %d"
            .formatted(
                applied ? "exported" : "to export",
                going,
                bytes,
                count(Outcome.THERE),
                count(Outcome.SKIP)));
    lines.add("export failure number: %d, total: %d".formatted(failed, going + failed));
    lines.addAll(advice);
    if (!applied) {
      lines.add(
          going == 0
              ? "Nothing was changed, and there is nothing to do."
              : "Nothing was changed. Add --apply to go ahead.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return !applied || count(Outcome.FAILED) + count(Outcome.LEFT) == 0;
  }

  private long count(Outcome outcome) {
    return sectors.stream().filter(row -> row.outcome() == outcome).count();
  }
}
