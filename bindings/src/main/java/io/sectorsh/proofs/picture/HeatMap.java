package io.sectorsh.proofs.picture;

import java.util.List;

/**
 * All deadlines of a proving period at a glance.
 *
 * @param now newest epoch of the chain
 * @param current the deadline that is open, or opens next
 * @param cells one for each deadline, in order
 */
public record HeatMap(EpochTime now, int current, List<Cell> cells) {
  /** Makes the list unchangeable. */
  public HeatMap {
    cells = List.copyOf(cells);
  }

  /**
   * One deadline.
   *
   * @param deadline which one
   * @param partitions how many it has
   * @param submitted how many of them are proven in the open window
   * @param live sectors
   * @param faulty sectors that were not proven
   * @param recovering how many of these are to be proven again
   */
  public record Cell(
      int deadline, int partitions, int submitted, long live, long faulty, long recovering) {
    /** How it stands. */
    public Heat heat() {
      if (live == 0) {
        return Heat.EMPTY;
      }
      if (faulty == 0) {
        return Heat.FINE;
      }
      if (faulty == recovering) {
        return Heat.RECOVERING;
      }
      return faulty == live ? Heat.ALL_FAULTY : Heat.SOME_FAULTY;
    }
  }

  /** How a deadline stands. */
  public enum Heat {
    /** No sectors. */
    EMPTY,
    /** None faulty. */
    FINE,
    /** All faulty ones are declared recovered. */
    RECOVERING,
    /** Some are faulty. */
    SOME_FAULTY,
    /** All are. */
    ALL_FAULTY
  }
}
