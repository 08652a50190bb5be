package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Network;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lotus.record.DealLabel;
import io.sectorsh.lotus.record.DealProposal;

/** What client and miner agreed on for the pieces of market deals. */
public final class DealProposals {
  private DealProposals() {}

  /** The proposal of the deal that brought the piece. */
  public static DealProposal of(PlannedPiece piece) {
    return new DealProposal(
        piece.cid(),
        piece.size(),
        false,
        Address.ofId(Actors.CLIENT, Network.TESTNET),
        Actors.miner(),
        DealLabel.of("mAXCg5AIg" + piece.id()),
        new ChainEpoch(PlannedPiece.DEAL_START),
        new ChainEpoch(PlannedPiece.DEAL_END),
        TokenAmount.ofAtto(0),
        TokenAmount.ofAtto(1_234_567),
        TokenAmount.ofAtto(0));
  }
}
