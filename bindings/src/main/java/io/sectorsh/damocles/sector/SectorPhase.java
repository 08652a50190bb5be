package io.sectorsh.damocles.sector;

import java.util.Locale;
import java.util.Optional;

/**
 * What goes on with a sector, read from its flags; printed as a lower-case word. The order of the
 * constants is the order in which they are tried.
 */
public enum SectorPhase {
  /** Its files were deleted. */
  REMOVED,
  /** It was terminated on chain. */
  TERMINATED,
  /** Termination was asked for. */
  TERMINATING,
  /** It was given up. damocles calls such a sector finalized as well. */
  ABORTED,
  /** Its files are being made again, or wait for that. */
  REBUILD,
  /** Its data is being read out. */
  UNSEALING,
  /** An upgrade puts data into it. */
  SNAPUP,
  /** Sealed elsewhere, and at rest here. */
  IMPORTED,
  /** Sealed, and at rest. */
  FINALIZED,
  /** At rest without ever having been sealed here: imported with less than a sector needs. */
  INCOMPLETE,
  /** It is being sealed. */
  SEALING;

  static SectorPhase of(SectorState sector) {
    for (SectorPhase phase : values()) {
      if (phase.fits(sector)) {
        return phase;
      }
    }
    return SEALING;
  }

  private boolean fits(SectorState sector) {
    boolean finalized = sector.isFinalized();
    return switch (this) {
      case REMOVED -> sector.isRemoved();
      case TERMINATED -> sector.getTerminateInfo().filter(TerminateInfo::isDone).isPresent();
      case TERMINATING -> sector.getTerminateInfo().filter(TerminateInfo::isAsked).isPresent();
      case ABORTED -> finalized && !sector.getAbortReason().isEmpty();
      case REBUILD -> sector.isNeedRebuild();
      case UNSEALING -> sector.isUnsealing();
      case SNAPUP -> sector.isUpgraded() && !finalized;
      case IMPORTED -> finalized && sector.isImported();
      case FINALIZED -> finalized;
      case INCOMPLETE -> sector.getStore().equals(Optional.of(SectorStore.OFFLINE));
      case SEALING -> true;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
