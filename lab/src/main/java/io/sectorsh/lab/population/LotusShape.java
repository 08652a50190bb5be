package io.sectorsh.lab.population;

import static io.sectorsh.lab.population.SectorForm.fated;
import static io.sectorsh.lab.population.SectorForm.proving;
import static io.sectorsh.lab.population.SectorForm.sealing;
import static io.sectorsh.lab.population.SectorForm.snapped;

/** The shapes of lotus-miner's sectors, each under lotus' own state word. */
public enum LotusShape implements SectorShape {
  PROVING("Proving", 15, proving(PieceMix.CC, FileSet.SEALED)),
  PROVING_FAULTY("Proving", 1, fated(Fate.FAULTY, FileSet.SEALED)),
  PROVING_LOST("Proving", 1, fated(Fate.FAULTY, FileSet.NONE)),
  PROVING_RECOVERING("Proving", 1, fated(Fate.RECOVERING, FileSet.SEALED)),
  PROVING_MARKET("Proving", 4, proving(PieceMix.MARKET, FileSet.SEALED_AND_UNSEALED)),
  PROVING_DDO("Proving", 4, proving(PieceMix.DDO, FileSet.SEALED_AND_UNSEALED)),
  PROVING_MIXED("Proving", 2, proving(PieceMix.MIXED, FileSet.SEALED_AND_UNSEALED)),
  PROVING_SNAPPED("Proving", 4, snapped(SnapStage.RELEASED, PieceMix.DDO, FileSet.UPDATE)),
  AVAILABLE("Available", 3, proving(PieceMix.CC, FileSet.SEALED)),
  WAIT_DEALS("WaitDeals", 1, sealing(Stage.ALLOCATED, PieceMix.OPEN, FileSet.NONE)),
  PRE_COMMIT_1("PreCommit1", 1, sealing(Stage.TICKET, PieceMix.CC, FileSet.NONE)),
  PRE_COMMIT_2("PreCommit2", 1, sealing(Stage.PC1, PieceMix.CC, FileSet.NONE)),
  PRE_COMMIT_BATCH_WAIT(
      "PreCommitBatchWait", 1, sealing(Stage.PRECOMMIT_SENT, PieceMix.CC, FileSet.SEALED)),
  WAIT_SEED("WaitSeed", 2, sealing(Stage.PRECOMMIT_LANDED, PieceMix.CC, FileSet.SEALED)),
  COMMITTING("Committing", 1, sealing(Stage.SEED, PieceMix.MARKET, FileSet.SEALED_AND_UNSEALED)),
  COMMIT_AGGREGATE_WAIT(
      "CommitAggregateWait", 1, sealing(Stage.PROOF_SENT, PieceMix.CC, FileSet.SEALED)),
  FINALIZE_SECTOR("FinalizeSector", 1, proving(PieceMix.CC, FileSet.SEALED)),
  SEAL_PRE_COMMIT_1_FAILED(
      "SealPreCommit1Failed", 1, sealing(Stage.TICKET, PieceMix.CC, FileSet.NONE)),
  COMMIT_FAILED("CommitFailed", 1, sealing(Stage.SEED, PieceMix.CC, FileSet.SEALED)),
  FINALIZE_FAILED("FinalizeFailed", 1, proving(PieceMix.CC, FileSet.SEALED)),
  TERMINATE_FAILED("TerminateFailed", 1, proving(PieceMix.CC, FileSet.SEALED)),
  TERMINATE_WAIT("TerminateWait", 1, proving(PieceMix.CC, FileSet.SEALED)),
  TERMINATE_FINALITY("TerminateFinality", 1, fated(Fate.TERMINATED, FileSet.SEALED)),
  REMOVING("Removing", 1, fated(Fate.TERMINATED, FileSet.SEALED)),
  REMOVED("Removed", 3, fated(Fate.TERMINATED, FileSet.NONE)),
  FAILED_UNRECOVERABLE(
      "FailedUnrecoverable", 1, sealing(Stage.PRECOMMIT_LANDED, PieceMix.CC, FileSet.SEALED)),
  SNAP_WAIT_DEALS("SnapDealsWaitDeals", 1, snapped(SnapStage.DEALS, PieceMix.DDO, FileSet.SEALED)),
  UPDATE_REPLICA("UpdateReplica", 1, snapped(SnapStage.DEALS, PieceMix.DDO, FileSet.SEALED)),
  REPLICA_UPDATE_WAIT(
      "ReplicaUpdateWait", 1, snapped(SnapStage.SENT, PieceMix.DDO, FileSet.SEALED_AND_UPDATE)),
  REPLICA_UPDATE_FAILED(
      "ReplicaUpdateFailed",
      1,
      snapped(SnapStage.ENCODED, PieceMix.DDO, FileSet.SEALED_AND_UPDATE)),
  UPDATE_ACTIVATING(
      "UpdateActivating", 1, snapped(SnapStage.LANDED, PieceMix.DDO, FileSet.SEALED_AND_UPDATE)),
  RELEASE_SECTOR_KEY(
      "ReleaseSectorKey", 1, snapped(SnapStage.LANDED, PieceMix.DDO, FileSet.SEALED_AND_UPDATE));

  private final String state;
  private final int count;
  private final SectorForm form;

  LotusShape(String state, int count, SectorForm form) {
    this.state = state;
    this.count = count;
    this.form = form;
  }

  /** The word of lotus-miner for the state. */
  public String state() {
    return state;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public SectorForm form() {
    return form;
  }
}
