package io.sectorsh.lab.population;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.DataTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A sector of the lab, as its seed made it.
 *
 * @param shape which kind it is
 * @param content what its files hold
 * @param pieces of the sector, or of its upgrade when it is snapped
 * @param <S> whose catalogue of shapes
 */
public record PlannedSector<S extends SectorShape>(
    long number, S shape, Timeline timeline, SectorContent content, List<PlannedPiece> pieces) {
  /** Bytes of a sector: the smallest that the network knows. */
  public static final int SIZE = 2048;

  static <S extends SectorShape> PlannedSector<S> of(
      long number, S shape, Timeline timeline, SectorContent content, SeededBytes seeded) {
    List<PlannedPiece> pieces = new ArrayList<>();
    long offset = 0;
    for (PieceMix.Part part : shape.form().mix().parts()) {
      pieces.add(PlannedPiece.of(part, offset, number, seeded));
      offset += part.size();
    }
    return new PlannedSector<>(number, shape, timeline, content, List.copyOf(pieces));
  }

  /** What the shape makes of it. */
  public SectorForm form() {
    return shape.form();
  }

  /** Pieces of the sector as it was first sealed: an upgraded one was empty. */
  public List<PlannedPiece> sealedPieces() {
    return form().isSnap() ? List.of() : pieces;
  }

  /** CommD of the first sealing. */
  public Cid unsealedCid() {
    return dataCid(sealedPieces());
  }

  /** CommD of the upgrade. */
  public Cid updateUnsealedCid() {
    return dataCid(pieces);
  }

  /** CommR of the first sealing: the sector key of an upgraded one. */
  public Cid sealedCid() {
    return Commitment.of(Commitment.Kind.REPLICA, content.commR()).toCid();
  }

  /** CommR of the upgrade. */
  public Cid updateSealedCid() {
    return Commitment.of(Commitment.Kind.REPLICA, content.updateCommR()).toCid();
  }

  private static Cid dataCid(List<PlannedPiece> pieces) {
    return pieces.isEmpty()
        ? DataTree.zero(Commitment.Kind.DATA, SIZE).toCid()
        : DataTree.commD(SIZE, pieces.stream().map(PlannedPiece::inTree).toList()).toCid();
  }
}
