package io.sectorsh.filecoin;

import java.time.Duration;
import java.time.Instant;

/**
 * The fixed relation of epochs and wall-clock time on one network.
 *
 * <p>For any but the public networks take both values from the node (StateGetNetworkParams:
 * GenesisTimestamp, BlockDelaySecs); development networks often have epochs of 4 s.
 *
 * @param genesis when epoch 0 began
 * @param epochDuration how long an epoch lasts, more than zero
 */
public record ChainClock(Instant genesis, Duration epochDuration) {
  /** Mainnet: 30 s since 2020-08-24 22:00 UTC. */
  public static final ChainClock MAINNET = ofSeconds(1_598_306_400, 30);

  /** Calibration: 30 s since 2022-11-01 18:13 UTC. */
  public static final ChainClock CALIBRATION = ofSeconds(1_667_326_380, 30);

  /** The duration is more than zero. */
  public ChainClock {
    if (epochDuration.isZero() || epochDuration.isNegative()) {
      throw new MalformedValueException("an epoch cannot last " + epochDuration);
    }
  }

  /**
   * @param genesis Unix seconds
   * @param epochSeconds duration of an epoch
   */
  public static ChainClock ofSeconds(long genesis, long epochSeconds) {
    return new ChainClock(Instant.ofEpochSecond(genesis), Duration.ofSeconds(epochSeconds));
  }

  /** When an epoch begins. */
  public Instant timeOf(ChainEpoch epoch) {
    return genesis.plus(epochDuration.multipliedBy(epoch.value()));
  }

  /** The epoch that a moment belongs to; before genesis it is negative. */
  public ChainEpoch epochAt(Instant moment) {
    Duration passed = Duration.between(genesis, moment);
    long epochs = passed.dividedBy(epochDuration);
    boolean within = passed.isNegative() && !epochDuration.multipliedBy(epochs).equals(passed);
    return new ChainEpoch(within ? epochs - 1 : epochs);
  }

  /** How long so many epochs last. */
  public Duration durationOf(long epochs) {
    return epochDuration.multipliedBy(epochs);
  }
}
