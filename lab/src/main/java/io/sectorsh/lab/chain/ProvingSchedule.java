package io.sectorsh.lab.chain;

import io.sectorsh.lab.population.Timeline;

/** Windows of proof: 48 deadlines of 60 epochs, over and over. */
public final class ProvingSchedule {
  /** How many deadlines a proving period has. */
  public static final int DEADLINES = 48;

  /** Epochs of a window. */
  public static final long WINDOW = 60;

  /** Epochs of a proving period. */
  public static final long PERIOD = DEADLINES * WINDOW;

  /** Epochs from the challenge to the begin of a window. */
  public static final long LOOKBACK = 20;

  /** Epochs from the fault cutoff to the begin of a window. */
  public static final long FAULT_CUTOFF = 70;

  /** Epochs after the begin of a window until its proofs have landed. */
  public static final long PROVEN_AFTER = 6;

  /** Index of the deadline that is open when a new lab starts. */
  public static final int START_DEADLINE = 17;

  /** Epochs after the begin of a window until the head of a new lab. */
  public static final long STARTED_AFTER = 20;

  private static final long OFFSET =
      Math.floorMod(Timeline.START_EPOCH - STARTED_AFTER - (long) START_DEADLINE * WINDOW, PERIOD);

  private ProvingSchedule() {}

  static long periodStart(long epoch) {
    return epoch - Math.floorMod(epoch - OFFSET, PERIOD);
  }

  static int deadlineAt(long epoch) {
    return (int) (Math.floorMod(epoch - OFFSET, PERIOD) / WINDOW);
  }

  /** When the given deadline last opened, at or before the epoch. */
  static long lastOpen(int deadline, long epoch) {
    long open = periodStart(epoch) + deadline * WINDOW;
    return open <= epoch ? open : open - PERIOD;
  }

  /** The epoch rounded up to the end of the deadline. */
  static long roundedUp(int deadline, long epoch) {
    long end = OFFSET + (deadline + 1) * WINDOW - 1;
    return end + Math.floorDiv(epoch - end + PERIOD - 1, PERIOD) * PERIOD;
  }
}
