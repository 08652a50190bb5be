package io.sectorsh.damocles.change;

/**
 * What became of one sector of many that were to be changed.
 *
 * @param number the sector's number
 * @param change what was to be done
 * @param outcome what came of it
 * @param note the reason, if it was not done
 * @param next what to do about it; may be empty
 */
public record ChangeOutcome(long number, String change, Result outcome, String note, String next) {
  /** The possible ends. */
  public enum Result {
    /** It is done, now or before. */
    DONE,
    /** It is in the plan that is being recorded; nothing was done. */
    PLANNED,
    /** A guard of ours refused it: nothing was touched. */
    REFUSED,
    /** It was tried and failed; the note says whether it may have been carried out. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
