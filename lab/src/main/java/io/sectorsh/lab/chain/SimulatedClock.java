package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lab.population.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The chain's time: a new epoch every 30 seconds of the clock.
 *
 * @param epochs genesis and duration
 * @param wall what time it is
 */
public record SimulatedClock(ChainClock epochs, Clock wall) {
  /** Seconds of one epoch. */
  static final long EPOCH_SECONDS = 30;

  private static final Duration EPOCH = Duration.ofSeconds(EPOCH_SECONDS);

  /** A clock that counts from a genesis. */
  public static SimulatedClock since(Instant genesis, Clock wall) {
    return new SimulatedClock(new ChainClock(genesis, EPOCH), wall);
  }

  /** The genesis that puts the head at {@link Timeline#START_EPOCH} now. */
  public static Instant genesisFor(Clock wall) {
    return genesisFor(wall, 0);
  }

  /** The genesis that puts the head so many epochs after that now. */
  public static Instant genesisFor(Clock wall, long later) {
    return Instant.ofEpochSecond(wall.instant().getEpochSecond())
        .minus(EPOCH.multipliedBy(Timeline.START_EPOCH + later));
  }

  /** The same clock so many epochs ahead; behind when negative. */
  public SimulatedClock ahead(long count) {
    return new SimulatedClock(epochs, Clock.offset(wall, EPOCH.multipliedBy(count)));
  }

  /** The epoch now. */
  public long head() {
    return epochs.epochAt(wall.instant()).value();
  }

  /** Unix seconds of an epoch's begin. */
  public long seconds(long epoch) {
    return epochs.timeOf(new ChainEpoch(epoch)).getEpochSecond();
  }
}
