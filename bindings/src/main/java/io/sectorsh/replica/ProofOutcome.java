package io.sectorsh.replica;

/** What a windowPoSt over the checked challenges would make of a sector. */
public enum ProofOutcome {
  /** It would be proven. */
  PROVES,
  /**
   * Its own part of the proof cannot be made: lotus and damocles notice, skip it, and it becomes
   * faulty.
   */
  SKIPPED,
  /**
   * Its own part is made although it leads to another CommR than the chain's: nobody notices, and
   * the proof of the whole partition is worth nothing.
   */
  SPOILS_PARTITION;

  /** The outcome in words, such as {@code spoils partition}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
