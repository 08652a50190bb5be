package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.sector.LegacyDeal;
import io.sectorsh.damocles.sector.SectorPiece;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.scripts.rebuild.PieceFinding.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces that a rebuild of a sector needs; those that fill it up are made from nothing.
 *
 * @param findings each piece of somebody's data
 * @param imported whether the sector was sealed by somebody else
 */
record SectorPieces(List<PieceFinding> findings, boolean imported) {
  /** Makes the list unchangeable. */
  SectorPieces {
    findings = List.copyOf(findings);
  }

  /** Looks for all of them. */
  static SectorPieces of(SectorState sector, PieceSearch search) {
    List<PieceFinding> findings = new ArrayList<>();
    for (SectorPiece piece : sector.getPieces()) {
      if (piece.isDeal()) {
        piece.pieceCid().ifPresent(cid -> findings.add(search.find(cid, piece.size())));
      }
    }
    if (sector.getPieces().isEmpty()) {
      for (LegacyDeal deal : sector.getDeals()) {
        if (deal.id() != 0) {
          deal.cid().ifPresent(cid -> findings.add(search.find(cid, deal.size())));
        }
      }
    }
    return new SectorPieces(findings, sector.isImported());
  }

  List<PieceFinding> of(Where where) {
    return findings.stream().filter(found -> found.where() == where).toList();
  }

  /** Such as {@code 1 of 2 found}; empty if none are needed. */
  @Override
  public String toString() {
    if (findings.isEmpty()) {
      return "";
    }
    int unchecked = of(Where.UNCHECKED).size();
    return "%d of %d found%s"
        .formatted(
            of(Where.FOUND).size(),
            findings.size(),
            unchecked == 0 ? "" : ", " + unchecked + " not checked");
  }
}
