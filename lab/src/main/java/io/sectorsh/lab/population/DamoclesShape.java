package io.sectorsh.lab.population;

import static io.sectorsh.lab.population.SectorForm.fated;
import static io.sectorsh.lab.population.SectorForm.proving;
import static io.sectorsh.lab.population.SectorForm.sealing;
import static io.sectorsh.lab.population.SectorForm.snapped;

import java.util.Set;

/** The shapes of a damocles manager's sectors: the store that they are in, and their flags. */
public enum DamoclesShape implements SectorShape {
  FRESH(true, 1, sealing(Stage.ALLOCATED, PieceMix.CC, FileSet.NONE)),
  TICKET_ASSIGNED(true, 2, sealing(Stage.TICKET, PieceMix.CC, FileSet.NONE)),
  PC1_DONE(true, 2, sealing(Stage.PC1, PieceMix.CC, FileSet.NONE)),
  PC2_DONE(true, 1, sealing(Stage.PC2, PieceMix.CC, FileSet.NONE)),
  PC_SUBMITTED(true, 2, sealing(Stage.PRECOMMIT_SENT, PieceMix.MARKET, FileSet.NONE)),
  PC_LANDED(true, 2, sealing(Stage.PRECOMMIT_LANDED, PieceMix.CC, FileSet.NONE)),
  PC_LANDED_FAILED(
      true, 1, sealing(Stage.PRECOMMIT_LANDED, PieceMix.MARKET, FileSet.NONE), Mark.FAILED),
  SEED_ASSIGNED(true, 1, sealing(Stage.SEED, PieceMix.CC, FileSet.SEALED)),
  C2_DONE(true, 1, sealing(Stage.PROVED, PieceMix.DDO, FileSet.SEALED)),
  PROOF_SUBMITTED(true, 1, sealing(Stage.PROOF_SENT, PieceMix.CC, FileSet.SEALED)),
  UNFINALIZED(true, 2, proving(PieceMix.CC, FileSet.SEALED)),
  UNFINALIZED_MARKET(true, 1, proving(PieceMix.MARKET, FileSet.SEALED)),
  UNFINALIZED_DDO(true, 1, proving(PieceMix.DDO, FileSet.SEALED)),
  SNAP_DEALS_ACQUIRED(true, 1, snapped(SnapStage.DEALS, PieceMix.MARKET_AND_DDO, FileSet.SEALED)),
  SNAP_SENT(true, 1, snapped(SnapStage.SENT, PieceMix.MARKET_AND_DDO, FileSet.SEALED_AND_UPDATE)),
  SNAP_LANDED(
      true, 1, snapped(SnapStage.LANDED, PieceMix.MARKET_AND_DDO, FileSet.SEALED_AND_UPDATE)),
  REBUILD(true, 1, proving(PieceMix.CC, FileSet.NONE), Mark.NEED_REBUILD),
  REBUILD_SNAP(
      true,
      1,
      snapped(SnapStage.RELEASED, PieceMix.MARKET_AND_DDO, FileSet.NONE),
      Mark.NEED_REBUILD),
  UNSEALING(true, 1, proving(PieceMix.MARKET_AND_DDO, FileSet.SEALED), Mark.UNSEALING),
  RESTORED(true, 1, sealing(Stage.TICKET, PieceMix.CC, FileSet.NONE)),
  IMPORTED_ONLINE(true, 1, proving(PieceMix.CC, FileSet.SEALED), Mark.IMPORTED, Mark.NO_WORKER),

  FINALIZED(false, 11, proving(PieceMix.CC, FileSet.SEALED)),
  FINALIZED_DAMAGED(false, 1, fated(Fate.FAULTY, FileSet.DAMAGED)),
  FINALIZED_RECOVERING(false, 1, fated(Fate.RECOVERING, FileSet.SEALED)),
  FINALIZED_MIXED(false, 3, proving(PieceMix.MIXED, FileSet.SEALED)),
  FINALIZED_MARKET(false, 3, proving(PieceMix.MARKET, FileSet.SEALED)),
  FINALIZED_DDO(false, 3, proving(PieceMix.DDO, FileSet.SEALED)),
  FINALIZED_LEGACY(false, 2, proving(PieceMix.LEGACY, FileSet.SEALED)),
  FINALIZED_SNAP(false, 3, snapped(SnapStage.RELEASED, PieceMix.MARKET_AND_DDO, FileSet.UPDATE)),
  ABORTED_FRESH(
      false, 1, sealing(Stage.ALLOCATED, PieceMix.CC, FileSet.NONE), Mark.ABORTED, Mark.NO_WORKER),
  ABORTED_WITH_DEALS(
      false, 1, sealing(Stage.TICKET, PieceMix.MARKET_AND_FILLER, FileSet.NONE), Mark.ABORTED),
  REMOVED(false, 1, fated(Fate.TERMINATED, FileSet.NONE), Mark.REMOVED),
  TERMINATING(false, 1, proving(PieceMix.CC, FileSet.SEALED), Mark.TERMINATING),
  TERMINATED(false, 1, fated(Fate.TERMINATED, FileSet.SEALED), Mark.TERMINATING),
  MINIMAL(false, 1, sealing(Stage.ALLOCATED, PieceMix.CC, FileSet.NONE), Mark.BARE, Mark.NO_WORKER),
  IMPORTED(false, 2, proving(PieceMix.CC, FileSet.SEALED), Mark.IMPORTED, Mark.NO_WORKER),
  IMPORTED_LEGACY(
      false, 1, proving(PieceMix.LEGACY, FileSet.SEALED), Mark.IMPORTED, Mark.NO_WORKER),
  IMPORTED_SNAPPED(
      false,
      1,
      snapped(SnapStage.LANDED, PieceMix.DDO, FileSet.SEALED_AND_UPDATE),
      Mark.IMPORTED,
      Mark.NO_WORKER),
  IMPORTED_WITHOUT_PRE_COMMIT(
      false,
      1,
      proving(PieceMix.CC, FileSet.SEALED),
      Mark.IMPORTED,
      Mark.NO_WORKER,
      Mark.NO_PRE_COMMIT_MESSAGE);

  private final boolean online;
  private final int count;
  private final SectorForm form;
  private final Set<Mark> marks;

  DamoclesShape(boolean online, int count, SectorForm form, Mark... marks) {
    this.online = online;
    this.count = count;
    this.form = form;
    this.marks = Set.of(marks);
  }

  /** Whether it is in the store of sectors that are being worked on. */
  public boolean isOnline() {
    return online;
  }

  /** Whether the state says this as well. */
  public boolean has(Mark mark) {
    return marks.contains(mark);
  }

  /** Whether lotus-miner sealed it: its number is one of the holes in lotus-miner's numbers. */
  public boolean isFromLotus() {
    return has(Mark.IMPORTED) && !online;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public SectorForm form() {
    return form;
  }

  /** What else a state can say. */
  public enum Mark {
    FAILED,
    NEED_REBUILD,
    UNSEALING,
    ABORTED,
    REMOVED,
    TERMINATING,
    IMPORTED,
    /** No worker has reported on it: LatestState is absent. */
    NO_WORKER,
    NO_PRE_COMMIT_MESSAGE,
    /** Nothing but its number. */
    BARE
  }
}
