package io.sectorsh.scripts.export;

import io.sectorsh.lotus.SectorInfo;
import java.util.List;

/** What became of one sector of damocles. */
sealed interface Conversion {
  /**
   * A record for lotus.
   *
   * @param notes what is special about it, short clauses
   */
  record Written(SectorInfo record, List<String> notes) implements Conversion {}

  /**
   * No record.
   *
   * @param reason why, and what to do about it where something can be done
   */
  record LeftOut(String reason) implements Conversion {}
}
