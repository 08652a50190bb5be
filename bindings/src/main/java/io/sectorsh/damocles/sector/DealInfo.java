package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * Why a piece is in a sector. Sizes and offsets are in bytes.
 *
 * @param dealId of the builtin market; 0 if it is none
 * @param publishCid the message that published the deal
 * @param allocationId of the verified registry; 0 if it is none
 * @param pieceCid the piece
 * @param pieceSize padded
 * @param client undefined for a filler
 * @param provider undefined for a filler
 * @param offset in the sector
 * @param length in the sector
 * @param payloadSize without padding
 * @param startEpoch of the deal
 * @param endEpoch of the deal
 * @param builtinMarket whether the deal is one of the market actor
 * @param compatible whether it was made from the older form
 */
public record DealInfo(
    long dealId,
    Optional<Cid> publishCid,
    long allocationId,
    Optional<Cid> pieceCid,
    long pieceSize,
    Address client,
    Address provider,
    long offset,
    long length,
    long payloadSize,
    ChainEpoch startEpoch,
    ChainEpoch endEpoch,
    boolean builtinMarket,
    boolean compatible) {

  static DealInfo of(Members members) {
    return new DealInfo(
        members.number("DealID"),
        members.optional("PublishCid", Cid.class),
        members.number("AllocationID"),
        members.optional("PieceCID", Cid.class),
        members.number("PieceSize"),
        members.optional("Client", Address.class).orElse(Address.UNDEFINED),
        members.optional("Provider", Address.class).orElse(Address.UNDEFINED),
        members.number("Offset"),
        members.number("Length"),
        members.number("PayloadSize"),
        new ChainEpoch(members.number("StartEpoch")),
        new ChainEpoch(members.number("EndEpoch")),
        members.flag("IsBuiltinMarket"),
        members.flag("IsCompatible"));
  }

  /** Whether somebody's data is in the piece; a filler of the market has neither number. */
  public boolean isDeal() {
    return dealId != 0 || allocationId != 0;
  }
}
