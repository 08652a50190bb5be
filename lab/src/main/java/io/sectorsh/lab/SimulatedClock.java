package io.sectorsh.lab;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The chain's time: a new epoch every 30 seconds of the clock.
 *
 * @param epochs genesis and duration
 * @param wall what time it is
 */
record SimulatedClock(ChainClock epochs, Clock wall) {
  /** The head when a new lab starts. */
  static final long START_EPOCH = 90_000;

  /** Seconds of one epoch. */
  static final long EPOCH_SECONDS = 30;

  private static final Duration EPOCH = Duration.ofSeconds(EPOCH_SECONDS);

  static SimulatedClock since(Instant genesis, Clock wall) {
    return new SimulatedClock(new ChainClock(genesis, EPOCH), wall);
  }

  /** The genesis that puts the head at {@link #START_EPOCH} now. */
  static Instant genesisFor(Clock wall) {
    return Instant.ofEpochSecond(wall.instant().getEpochSecond())
        .minus(EPOCH.multipliedBy(START_EPOCH));
  }

  long head() {
    return epochs.epochAt(wall.instant()).value();
  }

  /** Unix seconds of an epoch's begin. */
  long seconds(long epoch) {
    return epochs.timeOf(new ChainEpoch(epoch)).getEpochSecond();
  }
}
