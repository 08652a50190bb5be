package io.sectorsh.shell.render;

import io.sectorsh.damocles.SectorPiece;
import io.sectorsh.damocles.SectorState;

/** How many deals a sector holds, wherever its version of damocles keeps them. */
final class DealCount {
  private DealCount() {}

  static long of(SectorState sector) {
    long inPieces = sector.getPieces().stream().filter(SectorPiece::isDeal).count();
    return inPieces > 0 ? inPieces : sector.getDeals().size();
  }
}
