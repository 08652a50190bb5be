package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;

/**
 * One of a miner's deadlines, as StateMinerDeadlines tells it.
 *
 * @param index 0 to 47
 * @param postSubmissions the partitions proven in the window that is open now; emptied when it
 *     closes
 * @param disputableProofs proofs of the last window that nobody has verified yet
 * @param dailyFee burnt each day for the sectors in it
 */
public record Deadline(
    int index, SectorNumbers postSubmissions, long disputableProofs, TokenAmount dailyFee) {
  static Deadline of(int index, Members members) {
    return new Deadline(
        index,
        members.optional("PostSubmissions", SectorNumbers.class).orElse(SectorNumbers.EMPTY),
        members.number("DisputableProofCount"),
        members.optional("DailyFee", TokenAmount.class).orElse(TokenAmount.ZERO));
  }
}
