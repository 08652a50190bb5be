package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * A deal of the built-in market as the chain has it. Its label is left out: the API cannot tell one
 * of bytes from an empty one.
 *
 * @param pieceCid the commitment to the data
 * @param pieceSize padded bytes
 * @param verified whether it counts tenfold
 * @param client whose data
 * @param provider who keeps it
 * @param startEpoch by when it must be proven
 * @param endEpoch when it ends
 * @param pricePerEpoch for the whole piece
 * @param sector where it is; absent if it is in none
 * @param sectorStart since when; absent if it is in none
 * @param slashed when it was ended early; absent if it was not
 */
public record MarketDeal(
    Cid pieceCid,
    long pieceSize,
    boolean verified,
    Address client,
    Address provider,
    ChainEpoch startEpoch,
    ChainEpoch endEpoch,
    TokenAmount pricePerEpoch,
    Optional<Long> sector,
    Optional<ChainEpoch> sectorStart,
    Optional<ChainEpoch> slashed) {
  /** Reads a deal as the daemons tell it. */
  public static MarketDeal of(JsonNode json) {
    Members state = Members.of(json.path("State"), "deal.State");
    Optional<ChainEpoch> start = epoch(state, "SectorStartEpoch");
    return Members.read(
        json.path("Proposal"),
        "deal.Proposal",
        proposal ->
            new MarketDeal(
                proposal.value("PieceCID", Cid.class),
                proposal.number("PieceSize"),
                proposal.flag("VerifiedDeal"),
                proposal.value("Client", Address.class),
                proposal.value("Provider", Address.class),
                new ChainEpoch(proposal.number("StartEpoch")),
                new ChainEpoch(proposal.number("EndEpoch")),
                proposal.value("StoragePricePerEpoch", TokenAmount.class),
                start.map(since -> state.number("SectorNumber")),
                start,
                epoch(state, "SlashEpoch")));
  }

  private static Optional<ChainEpoch> epoch(Members members, String name) {
    long epoch = members.number(name);
    return epoch < 0 ? Optional.empty() : Optional.of(new ChainEpoch(epoch));
  }
}
