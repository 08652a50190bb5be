package io.sectorsh.scripts.importing;

import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.manager.MinerConfig.SectorSettings;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.scripts.number.DamoclesCounter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What no method of the manager does: its counter of numbers, and its index of where files are. It
 * is looked at anew at each run, and the commands are told until it is done.
 */
final class Remainder {
  private static final int MOST_NAMED = 5;

  private final DamoclesManager manager;
  private final long miner;

  Remainder(DamoclesManager manager, long miner) {
    this.manager = manager;
    this.miner = miner;
  }

  /**
   * Whether new sectors get numbers above those of lotus. The counter itself cannot be asked; the
   * first number is above it and above the configured least one.
   *
   * @param highest the highest number in use by lotus or the chain
   */
  List<String> numbers(OptionalLong highest) {
    if (highest.orElse(-1) < 0) {
      return List.of();
    }
    SectorSettings settings;
    try {
      settings = manager.minerConfig(miner).getSector();
    } catch (OperatorException unknown) {
      return List.of(
          "remaining: damocles is not configured for this miner: add a [[Miners]] section with"
              + " Actor = "
              + miner
              + " and [Miners.Sector] MinNumber = "
              + highest.getAsLong());
    }
    long least = Math.max(settings.initNumber().orElse(-1), settings.minNumber().orElse(-1));
    if (least >= highest.getAsLong()) {
      return List.of("checked: damocles goes on above " + least + ", past every number of lotus");
    }
    return List.of(
        "remaining: damocles may give out numbers up to "
            + highest.getAsLong()
            + " again. "
            + DamoclesCounter.liftedTo(miner, highest.getAsLong()));
  }

  /** Whether the manager's index knows where the files are. */
  List<String> files(List<SectorId> normal, List<SectorId> upgraded, List<Path> paths) {
    List<SectorId> missing = new ArrayList<>();
    normal.stream().filter(id -> !isFound(IndexedFiles.Kind.NORMAL, id)).forEach(missing::add);
    upgraded.stream().filter(id -> !isFound(IndexedFiles.Kind.UPGRADE, id)).forEach(missing::add);
    if (missing.isEmpty()) {
      int all = normal.size() + upgraded.size();
      return all == 0
          ? List.of()
          : List.of("checked: damocles' index has the files of all " + all + " sectors at rest");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "remaining: damocles' index lacks the files of "
            + missing.size()
            + " sectors ("
            + String.join(
                ", ",
                missing.stream().limit(MOST_NAMED).map(id -> Long.toString(id.number())).toList())
            + (missing.size() > MOST_NAMED ? ", ..." : "")
            + "). Stop damocles-manager, attach each directory, start it again:");
    paths.forEach(
        path ->
            lines.add(
                "  damocles-manager util storage attach --verbose --name "
                    + path.getFileName()
                    + " "
                    + path));
    if (paths.isEmpty()) {
      lines.add("  damocles-manager util storage attach --verbose --name NAME DIRECTORY");
    }
    return lines;
  }

  private boolean isFound(IndexedFiles.Kind kind, SectorId id) {
    return manager.findFiles(kind, id).isPresent();
  }
}
