package io.sectorsh.leveldb;

/** How sure it is that a recovered value is the last one that was written under its key. */
public enum Certainty {
  /** Every file and block that could hold a later write was read. */
  CURRENT,
  /** The newest that is left; a damaged or missing part could have held a later write. */
  UNCONFIRMED,
  /**
   * As {@link #UNCONFIRMED}, from a file that the database had already let go of: the key may have
   * been deleted since.
   */
  RETIRED
}
