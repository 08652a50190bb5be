package io.sectorsh.proofs.picture;

/** Where a window stands. */
public enum Phase {
  /** It opens later. */
  AHEAD,
  /** Proofs are taken now. */
  OPEN,
  /** It has closed. */
  PAST
}
