package io.sectorsh.replica;

/** What a windowPoSt over the checked challenges would make of a sector. */
public enum ProofOutcome {
  /** It would be proven. */
  PROVES,
  /**
   * Its own part of the proof cannot be made: lotus and damocles notice, prove the others without
   * it, and it becomes faulty.
   */
  LEFT_OUT,
  /**
   * Its own part is made although it leads to another CommR than the chain's: nobody notices, and
   * the proof of the whole partition is worth nothing.
   */
  SPOILS_PARTITION;

  /** The outcome in words that a sector is the subject of, such as {@code spoils partition}. */
  public String word() {
    return switch (this) {
      case PROVES -> "proves";
      case LEFT_OUT -> "provers leave it out";
      case SPOILS_PARTITION -> "spoils partition";
    };
  }
}
