package io.sectorsh.scripts.bundle;

import io.sectorsh.scripts.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an export into a bundle did, or would do.
 *
 * @param miner whose sectors
 * @param destination the bundle's directory
 * @param state {@code planned}, {@code done}, {@code removed}
 * @param lotus how many sectors of lotus
 * @param damocles how many sectors of damocles
 * @param problems sectors that could not be read, and so are missing
 */
public record BundleReport(
    String miner, Path destination, String state, long lotus, long damocles, List<String> problems)
    implements Report {
  /** Copies. */
  public BundleReport {
    problems = List.copyOf(problems);
  }

  @Override
  public String headline() {
    return "Bundle of %s in %s: %s".formatted(miner, destination, state);
  }

  @Override
  public List<?> rows() {
    return problems;
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    lines.add("%d sectors of lotus, %d of damocles".formatted(lotus, damocles));
    if (state.equals("planned")) {
      lines.add("Nothing was written. Add --apply to write.");
    }
    return lines;
  }

  @Override
  public boolean succeeded() {
    return problems.isEmpty();
  }
}
