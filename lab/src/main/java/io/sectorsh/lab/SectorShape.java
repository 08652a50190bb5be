package io.sectorsh.lab;

/** A kind of sector in a sealer's catalogue. */
interface SectorShape {
  String name();

  /** How many sectors of the lab have this shape. */
  int count();

  SectorForm form();
}
