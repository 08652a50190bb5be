package io.sectorsh.scripts.export;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.rows.Rows;
import java.util.List;

/** What is written into lotus' repository; each method is called several times. */
public interface ExportSource {
  /** damocles' sectors, of any miner, those online first. */
  Rows<SectorState> states();

  /** Records that lotus once had, to be written as they are. */
  default Rows<SectorInfo> records() {
    return Rows.of(SectorInfo.class, List.of());
  }

  /** A number that counts as used whatever the sectors are; -1 for none. */
  default long highestNumber() {
    return -1;
  }
}
