package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * The terms of a deal of the builtin market.
 *
 * @param pieceCid the piece
 * @param pieceSize padded, in bytes
 * @param verified whether the client's data cap pays
 * @param client who wants it stored
 * @param provider who stores it
 * @param label the client's own words
 * @param startEpoch when it must be proven at the latest
 * @param endEpoch when it ends
 * @param pricePerEpoch what the client pays
 * @param providerCollateral what the provider stakes
 * @param clientCollateral what the client stakes
 */
public record DealProposal(
    Optional<Cid> pieceCid,
    long pieceSize,
    boolean verified,
    Address client,
    Address provider,
    String label,
    ChainEpoch startEpoch,
    ChainEpoch endEpoch,
    TokenAmount pricePerEpoch,
    TokenAmount providerCollateral,
    TokenAmount clientCollateral) {

  static DealProposal of(Members members) {
    return new DealProposal(
        members.optional("PieceCID", Cid.class),
        members.number("PieceSize"),
        members.flag("VerifiedDeal"),
        members.optional("Client", Address.class).orElse(Address.UNDEFINED),
        members.optional("Provider", Address.class).orElse(Address.UNDEFINED),
        members.text("Label"),
        new ChainEpoch(members.number("StartEpoch")),
        new ChainEpoch(members.number("EndEpoch")),
        amount(members, "StoragePricePerEpoch"),
        amount(members, "ProviderCollateral"),
        amount(members, "ClientCollateral"));
  }

  private static TokenAmount amount(Members members, String name) {
    return members.optional(name, TokenAmount.class).orElse(TokenAmount.ZERO);
  }
}
