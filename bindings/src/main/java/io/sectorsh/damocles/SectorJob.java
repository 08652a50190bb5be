package io.sectorsh.damocles;

/** What is done with a sector, for choosing which to list (damocles core SectorWorkerJob). */
public enum SectorJob {
  /** Any. */
  ALL,
  /** Sealing a new sector. */
  SEALING,
  /** Putting data into a sealed sector. */
  SNAPUP,
  /** Making lost files of a sector again. */
  REBUILD,
  /** Getting data out of a sealed sector. */
  UNSEAL;

  /** The number that the API uses. */
  public int number() {
    return ordinal();
  }
}
