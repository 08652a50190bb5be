package io.sectorsh.lab.population;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.DataTree;

/**
 * A piece of unsealed data and the deal that it is for.
 *
 * @param offset in the sector, padded bytes
 * @param data padded; empty for a filler, which is zeros
 * @param commitment root of the data's tree
 * @param id of the market deal or of the DDO allocation; 0 for a filler
 */
public record PlannedPiece(
    Kind kind, long offset, long size, byte[] data, Commitment commitment, long id) {
  /** Epochs between which deals run. */
  public static final long DEAL_START = 95_000;

  /** The epoch in which every deal of the lab ends. */
  public static final long DEAL_END = 1_400_000;

  /** What a piece is for. */
  public enum Kind {
    /** Zeros that fill up a sector. */
    FILLER,
    /** A deal of the built-in market actor. */
    MARKET,
    /** Data of an allocation, without a market deal. */
    DDO,
    /** A market deal in the form that damocles kept before it knew of DDO. */
    LEGACY
  }

  static PlannedPiece of(PieceMix.Part part, long offset, long sector, SeededBytes seeded) {
    if (part.kind() == Kind.FILLER) {
      return new PlannedPiece(
          Kind.FILLER,
          offset,
          part.size(),
          new byte[0],
          DataTree.zero(Commitment.Kind.PIECE, part.size()),
          0);
    }
    byte[] data = seeded.nodes("piece " + sector + " at " + offset, (int) part.size());
    long id = (part.kind() == Kind.DDO ? 70_000 : 900_000) + 10 * sector + offset / 512;
    return new PlannedPiece(
        part.kind(), offset, part.size(), data, DataTree.ofPadded(Commitment.Kind.PIECE, data), id);
  }

  /** CommP. */
  public Cid cid() {
    return commitment.toCid();
  }

  DataTree.Piece inTree() {
    return new DataTree.Piece(size, commitment);
  }

  /** Whether it holds a client's data, not zeros. */
  public boolean isDeal() {
    return kind != Kind.FILLER;
  }

  /** Bytes of payload that fit, a little less than the piece could hold. */
  public long payloadSize() {
    return isDeal() ? size / 128 * 127 - 7 : 0;
  }
}
