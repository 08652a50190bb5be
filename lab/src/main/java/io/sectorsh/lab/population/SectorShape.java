package io.sectorsh.lab.population;

/** A kind of sector in a sealer's catalogue. */
public interface SectorShape {
  String name();

  /** How many sectors of the lab have this shape. */
  int count();

  SectorForm form();
}
