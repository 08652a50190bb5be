package io.sectorsh.damocles.sector;

/** The two places where damocles keeps what it knows of sectors. */
public enum SectorStore {
  /** Sectors that something is being done with. */
  ONLINE,
  /** Sectors at rest: sealed, imported, aborted, terminated or removed. */
  OFFLINE;

  /** The word that the API uses. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
