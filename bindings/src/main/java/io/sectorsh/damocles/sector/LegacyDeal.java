package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * A piece in the form of older managers; counts only where a sector has no newer pieces.
 *
 * @param id of the deal in the builtin market; 0 for a filler
 * @param payloadSize without padding, in bytes
 * @param size padded, in bytes
 * @param offset in the sector, in bytes
 * @param cid the piece's commitment
 * @param proposal the deal's terms
 * @param compatible damocles' own mark
 */
public record LegacyDeal(
    long id,
    long payloadSize,
    long size,
    long offset,
    Optional<Cid> cid,
    Optional<DealProposal> proposal,
    boolean compatible) {

  static LegacyDeal of(Members members) {
    Optional<Members> piece = members.object("Piece", inner -> inner);
    return new LegacyDeal(
        members.number("ID"),
        members.number("PayloadSize"),
        piece.map(inner -> inner.number("Size")).orElse(0L),
        piece.map(inner -> inner.number("Offset")).orElse(0L),
        piece.flatMap(inner -> inner.optional("Cid", Cid.class)),
        members.object("Proposal", DealProposal::of),
        members.flag("IsCompatible"));
  }
}
