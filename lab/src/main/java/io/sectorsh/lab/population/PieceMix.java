package io.sectorsh.lab.population;

import io.sectorsh.lab.population.PlannedPiece.Kind;
import java.util.List;

/** Which pieces a sector holds, in order. */
public enum PieceMix {
  CC(),
  MARKET(new Part(Kind.MARKET, 1024), new Part(Kind.MARKET, 1024)),
  MARKET_AND_FILLER(new Part(Kind.MARKET, 1024), new Part(Kind.FILLER, 1024)),
  DDO(new Part(Kind.DDO, 2048)),
  MIXED(new Part(Kind.MARKET, 1024), new Part(Kind.DDO, 512), new Part(Kind.FILLER, 512)),
  MARKET_AND_DDO(new Part(Kind.MARKET, 1024), new Part(Kind.DDO, 1024)),
  LEGACY(new Part(Kind.LEGACY, 1024), new Part(Kind.FILLER, 1024)),
  OPEN(new Part(Kind.MARKET, 512));

  private final List<Part> parts;

  PieceMix(Part... parts) {
    this.parts = List.of(parts);
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * One piece.
   *
   * @param size padded bytes
   */
  record Part(Kind kind, long size) {}
}
