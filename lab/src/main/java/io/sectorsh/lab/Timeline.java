package io.sectorsh.lab;

/**
 * The epochs of a sector's life.
 *
 * @param activation when the proof landed, or will land
 * @param upgrade when the snap upgrade landed, or will land; 0 without one
 */
record Timeline(long activation, long upgrade) {
  private static final long LIFETIME = 540L * 2880;
  private static final long CHALLENGE_DELAY = 150;

  long seed() {
    return activation - 40;
  }

  long preCommit() {
    return seed() - CHALLENGE_DELAY;
  }

  long ticket() {
    return preCommit() - 960;
  }

  /** When the sector number was taken. */
  long start() {
    return ticket() + 50;
  }

  long expiration() {
    return activation + LIFETIME;
  }

  /** When it was terminated, if it was. */
  long termination() {
    return activation + 12_000;
  }
}
