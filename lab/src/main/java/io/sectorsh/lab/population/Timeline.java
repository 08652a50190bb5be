package io.sectorsh.lab.population;

/**
 * The epochs of a sector's life.
 *
 * @param activation when the proof landed, or will land
 * @param upgrade when the snap upgrade landed, or will land; 0 without one
 */
public record Timeline(long activation, long upgrade) {
  /** The head when a new lab starts. */
  public static final long START_EPOCH = 90_000;

  private static final long LIFETIME = 540L * 2880;
  private static final long CHALLENGE_DELAY = 150;

  /** When the seed for the proof was drawn. */
  public long seed() {
    return activation - 40;
  }

  /** When the pre-commitment landed. */
  public long preCommit() {
    return seed() - CHALLENGE_DELAY;
  }

  /** When the ticket was drawn. */
  public long ticket() {
    return preCommit() - 960;
  }

  /** When the sector number was taken. */
  public long start() {
    return ticket() + 50;
  }

  /** When its commitment ends. */
  public long expiration() {
    return activation + LIFETIME;
  }

  /** When it was terminated, if it was. */
  public long termination() {
    return activation + 12_000;
  }
}
