package io.sectorsh.scripts.importing;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where lotus' sectors are read from: a running miner, or its repository. */
public interface LotusSource {
  /**
   * One sector as it was found.
   *
   * @param number its number
   * @param sector its record; empty if it cannot be read
   * @param problem why not; empty if it can
   */
  record Found(long number, Optional<SectorInfo> sector, String problem) {}

  /** All sectors; read anew at each pass. */
  Rows<Found> sectors();

  /** States that damocles once had, to be imported as they are. */
  default Rows<SectorState> states() {
    return Rows.of(SectorState.class, List.of());
  }

  /** Whose they are, if the source says so. */
  Optional<Address> miner();

  /** The highest number that lotus counts as used. */
  OptionalLong highestNumber();

  /** The directories with the sectors' files, as far as the source knows them. */
  List<Path> storagePaths();

  /** What it is, for people. */
  String describe();
}
