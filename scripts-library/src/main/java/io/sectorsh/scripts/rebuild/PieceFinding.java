package io.sectorsh.scripts.rebuild;

import io.sectorsh.filecoin.Cid;

/**
 * Whether the data of a piece can be had for a rebuild, as far as it can be seen from here.
 *
 * @param piece its commitment
 * @param where whether it was found
 * @param detail where it is, or why that is not known
 */
record PieceFinding(Cid piece, Where where, String detail) {
  /** Whether a piece was found. */
  enum Where {
    /** It is in a piece store, or the manager or the market hands it out. */
    FOUND,
    /** Everybody who was asked says that it is not there. */
    MISSING,
    /** Somebody who may have it could not be asked. */
    UNCHECKED
  }

  @Override
  public String toString() {
    return piece + ": " + detail;
  }
}
