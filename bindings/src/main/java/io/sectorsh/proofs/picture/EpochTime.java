package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import java.time.Instant;

/**
 * An epoch and when it begins on its network.
 *
 * @param epoch height of the chain
 * @param time the same on the wall
 */
public record EpochTime(ChainEpoch epoch, Instant time) {
  /** An epoch of the network that this clock is of. */
  public static EpochTime of(ChainClock clock, ChainEpoch epoch) {
    return new EpochTime(epoch, clock.timeOf(epoch));
  }

  /** {@code 3778 (2026-11-20T16:35:29Z)}. */
  @Override
  public String toString() {
    return epoch + " (" + time + ")";
  }
}
