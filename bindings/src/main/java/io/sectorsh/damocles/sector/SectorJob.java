package io.sectorsh.damocles.sector;

/** What is done with a sector, for choosing which to list (damocles core SectorWorkerJob). */
public enum SectorJob {
  /** Any. */
  ALL(0),
  /** Sealing a new sector. */
  SEALING(1),
  /** Putting data into a sealed sector. */
  SNAPUP(2),
  /** Making lost files of a sector again. */
  REBUILD(3),
  /** Getting data out of a sealed sector. */
  UNSEAL(4);

  private final int number;

  SectorJob(int number) {
    this.number = number;
  }

  /** Whether this is, or includes, what is being done with a sector. */
  public boolean takes(SectorState state) {
    return switch (this) {
      case ALL -> true;
      case SEALING -> state.getPhase() == SectorPhase.SEALING;
      case SNAPUP -> state.getPhase() == SectorPhase.SNAPUP;
      case REBUILD -> state.getPhase() == SectorPhase.REBUILD;
      case UNSEAL -> state.getPhase() == SectorPhase.UNSEALING;
    };
  }

  /** The number that the API uses. */
  public int number() {
    return number;
  }
}
