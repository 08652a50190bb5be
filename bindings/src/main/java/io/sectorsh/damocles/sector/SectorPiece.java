package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * A piece of a sector's data.
 *
 * @param size padded, in bytes
 * @param pieceCid its commitment
 * @param dealInfo why it is there; absent for fillers
 */
public record SectorPiece(long size, Optional<Cid> pieceCid, Optional<DealInfo> dealInfo) {
  static SectorPiece of(Members members) {
    Optional<Members> piece = members.object("Piece", inner -> inner);
    return new SectorPiece(
        piece.map(inner -> inner.number("Size")).orElse(0L),
        piece.flatMap(inner -> inner.optional("PieceCID", Cid.class)),
        members.object("DealInfo", DealInfo::of));
  }

  /** Whether somebody's data is in it. */
  public boolean isDeal() {
    return dealInfo.map(DealInfo::isDeal).orElse(false);
  }
}
