package io.sectorsh.proofs;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.proofs.picture.EpochTime;
import java.time.Duration;

/**
 * The deadline that a miner has to prove now, or next.
 *
 * @param deadline which one, from 0
 * @param open whether proofs are taken now
 * @param now newest epoch of the chain
 * @param timeLeft until it closes, by the chain's epochs; none when it has closed
 * @param challenge where its randomness comes from: proving can start after it
 * @param opens its first epoch
 * @param closes the first epoch after it
 * @param faultCutoff until when recoveries of its sectors could be declared
 * @param partitions how many it has
 * @param submitted which of them are proven in this window
 */
public record CurrentDeadline(
    int deadline,
    boolean open,
    EpochTime now,
    Duration timeLeft,
    EpochTime challenge,
    EpochTime opens,
    EpochTime closes,
    EpochTime faultCutoff,
    int partitions,
    SectorNumbers submitted) {

  static CurrentDeadline of(
      DeadlineInfo info, ChainClock clock, int partitions, SectorNumbers submitted) {
    return new CurrentDeadline(
        info.index(),
        info.isOpen(),
        EpochTime.of(clock, info.currentEpoch()),
        clock.durationOf(Math.max(0, info.epochsLeft())),
        EpochTime.of(clock, info.challenge()),
        EpochTime.of(clock, info.open()),
        EpochTime.of(clock, info.close()),
        EpochTime.of(clock, info.faultCutoff()),
        partitions,
        submitted);
  }
}
