package io.sectorsh.proofs.picture;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lotus.chain.DeadlineInfo;
import java.time.Duration;

/**
 * One window of proof: a deadline in one proving period.
 *
 * @param deadline which one, from 0
 * @param clock the network's
 * @param head newest epoch of the chain
 * @param open its first epoch
 * @param close the first epoch after it
 * @param challenge where its randomness comes from
 * @param faultCutoff from when on recoveries can't be declared for it any more
 * @param period epochs of a proving period
 */
public record Window(
    int deadline,
    ChainClock clock,
    ChainEpoch head,
    ChainEpoch open,
    ChainEpoch close,
    ChainEpoch challenge,
    ChainEpoch faultCutoff,
    long period) {

  /**
   * The window of a deadline that is open, or else opens next.
   *
   * @throws OperatorException BAD_VALUE when there is no such deadline
   */
  public static Window next(int deadline, DeadlineInfo info, ChainClock clock) {
    requireDeadline(deadline, info);
    return opening(deadline, info, clock, info.opening(deadline));
  }

  /** The window of a deadline that holds the epoch, or else the last one before it. */
  public static Window at(int deadline, DeadlineInfo info, ChainClock clock, ChainEpoch epoch) {
    requireDeadline(deadline, info);
    ChainEpoch open = info.opening(deadline);
    long periods = Math.floorDiv(epoch.since(open), info.provingPeriod());
    return opening(deadline, info, clock, open.plus(periods * info.provingPeriod()));
  }

  private static Window opening(
      int deadline, DeadlineInfo info, ChainClock clock, ChainEpoch open) {
    return new Window(
        deadline,
        clock,
        info.currentEpoch(),
        open,
        open.plus(info.challengeWindow()),
        open.minus(info.challengeLookback()),
        open.minus(info.faultDeclarationCutoff()),
        info.provingPeriod());
  }

  private static void requireDeadline(int deadline, DeadlineInfo info) {
    if (deadline < 0 || deadline >= info.periodDeadlines()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "there is no such deadline",
          "deadline " + deadline,
          "Give a number from 0 to " + (info.periodDeadlines() - 1) + ".");
    }
  }

  /** The same deadline one period earlier. */
  public Window previous() {
    return moved(-period);
  }

  /** The same deadline one period later. */
  public Window following() {
    return moved(period);
  }

  private Window moved(long epochs) {
    return new Window(
        deadline,
        clock,
        head,
        open.plus(epochs),
        close.plus(epochs),
        challenge.plus(epochs),
        faultCutoff.plus(epochs),
        period);
  }

  /** Where it stands at the head. */
  public Phase phase() {
    if (head.isBefore(open)) {
      return Phase.AHEAD;
    }
    return head.isBefore(close) ? Phase.OPEN : Phase.PAST;
  }

  /** Whether its randomness is known, so that its challenges are. */
  public boolean isChallengeKnown() {
    return challenge.isBefore(head);
  }

  /** An epoch with its time. */
  public EpochTime timeOf(ChainEpoch epoch) {
    return EpochTime.of(clock, epoch);
  }

  /** How long from the head to an epoch; negative for one that has been. */
  public Duration until(ChainEpoch epoch) {
    return clock.durationOf(epoch.since(head));
  }
}
