package io.sectorsh.scripts.bundle;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;

/**
 * A bundle of sectors on disk. Each pass streams it and checks every line, and at the end the whole
 * file; a pass over a damaged bundle fails with the line. For sectors of which the manifest has
 * none nothing is read: the pass over the others finds out if that is not so.
 */
public final class Bundle {
  private final Path directory;
  private final Manifest manifest;

  private Bundle(Path directory, Manifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /**
   * Reads the manifest of one.
   *
   * @throws io.sectorsh.errors.OperatorException NOT_FOUND if none is there, DAMAGED
   */
  public static Bundle open(Path directory) {
    return new Bundle(directory, Manifest.read(directory));
  }

  /** Where it is. */
  public Path getDirectory() {
    return directory;
  }

  /** Whose sectors. */
  public Address getMiner() {
    return manifest.miner();
  }

  /** The highest number in use when it was made; -1 for none. */
  public long getHighestNumber() {
    return manifest.highest();
  }

  /** How many sectors of lotus. */
  public long getLotusCount() {
    return manifest.lotus();
  }

  /** How many sectors of damocles. */
  public long getDamoclesCount() {
    return manifest.damocles();
  }

  /** Lotus' records. */
  public Rows<SectorInfo> records() {
    if (manifest.lotus() == 0 && manifest.damocles() > 0) {
      return Rows.of(SectorInfo.class, List.of());
    }
    return lines().filter(line -> line.lotus().isPresent()).map(line -> line.lotus().orElseThrow());
  }

  /** damocles' states. */
  public Rows<SectorState> states() {
    if (manifest.damocles() == 0 && manifest.lotus() > 0) {
      return Rows.of(SectorState.class, List.of());
    }
    return lines()
        .filter(line -> line.damocles().isPresent())
        .map(line -> line.damocles().orElseThrow());
  }

  Rows<BundleLine> lines() {
    return Rows.of(
        BundleLine.class, () -> new BundleCursor(directory.resolve(Manifest.SECTORS), manifest));
  }
}
