package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.jsonrpc.Members;

/**
 * Where a miner stands in its proving period. The network's parameters come with the answer.
 *
 * @param currentEpoch when it was asked
 * @param periodStart when the period began; may lie ahead of the current epoch, or be negative
 * @param index which deadline is current
 * @param open its first epoch
 * @param close the first epoch after it
 * @param challenge where its randomness comes from
 * @param faultCutoff until when faults and recoveries can be declared for it
 * @param periodDeadlines how many deadlines a period has
 * @param provingPeriod epochs of a period
 * @param challengeWindow epochs of a deadline
 * @param challengeLookback epochs from challenge to open
 * @param faultDeclarationCutoff epochs from cutoff to open
 */
public record DeadlineInfo(
    ChainEpoch currentEpoch,
    ChainEpoch periodStart,
    int index,
    ChainEpoch open,
    ChainEpoch close,
    ChainEpoch challenge,
    ChainEpoch faultCutoff,
    int periodDeadlines,
    long provingPeriod,
    long challengeWindow,
    long challengeLookback,
    long faultDeclarationCutoff) {

  static DeadlineInfo of(JsonNode json) {
    return Members.read(
        json,
        "StateMinerProvingDeadline",
        members ->
            new DeadlineInfo(
                new ChainEpoch(members.number("CurrentEpoch")),
                new ChainEpoch(members.number("PeriodStart")),
                Math.toIntExact(members.number("Index")),
                new ChainEpoch(members.number("Open")),
                new ChainEpoch(members.number("Close")),
                new ChainEpoch(members.number("Challenge")),
                new ChainEpoch(members.number("FaultCutoff")),
                Math.toIntExact(members.number("WPoStPeriodDeadlines")),
                members.number("WPoStProvingPeriod"),
                members.number("WPoStChallengeWindow"),
                members.number("WPoStChallengeLookback"),
                members.number("FaultDeclarationCutoff")));
  }

  /** Whether the current deadline takes proofs now. */
  public boolean isOpen() {
    return !currentEpoch.isBefore(open) && currentEpoch.isBefore(close);
  }

  /** How many epochs are left until the current deadline closes. */
  public long epochsLeft() {
    return close.since(currentEpoch);
  }

  /** When a deadline opens next, or opened if it is open now. */
  public ChainEpoch opening(int deadline) {
    ChainEpoch first = periodStart.plus(challengeWindow * deadline);
    return first.plus(challengeWindow).isBefore(currentEpoch.plus(1))
        ? first.plus(provingPeriod)
        : first;
  }
}
