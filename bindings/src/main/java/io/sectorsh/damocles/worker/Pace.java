package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.time.Duration;

/**
 * How often to look at something that goes on, and for how long.
 *
 * @param interval between two looks
 * @param deadline after which waiting is given up; what is looked at goes on
 */
public record Pace(Duration interval, Duration deadline) {
  /** Every two seconds for a day: fit for a rebuild, which takes hours. */
  public static final Pace OF_A_SECTOR = new Pace(Duration.ofSeconds(2), Duration.ofHours(24));

  /** Every second for ten minutes: a thread without a job looks for one every minute or so. */
  public static final Pace OF_A_PLAN = new Pace(Duration.ofSeconds(1), Duration.ofMinutes(10));

  /** Both are longer than nothing. */
  public Pace {
    if (interval.isNegative() || interval.isZero() || deadline.isNegative()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE, "a pace needs an interval and a deadline", "" + interval, "");
    }
  }

  /** The same with another deadline, in seconds. */
  public Pace within(long seconds) {
    return new Pace(interval, Duration.ofSeconds(seconds));
  }
}
