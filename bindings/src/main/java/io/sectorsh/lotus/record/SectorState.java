package io.sectorsh.lotus.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The states of lotus' sealing pipeline (storage/pipeline/sector_state.go of v1.36). A record with
 * another state makes lotus-miner stop looking after that sector.
 */
public enum SectorState {
  EMPTY("Empty", Group.STAGING),
  WAIT_DEALS("WaitDeals", Group.STAGING),
  ADD_PIECE("AddPiece", Group.STAGING),
  ADD_PIECE_FAILED("AddPieceFailed", Group.STAGING),
  PACKING("Packing", Group.SEALING),
  GET_TICKET("GetTicket", Group.SEALING),
  PRE_COMMIT_1("PreCommit1", Group.SEALING),
  PRE_COMMIT_2("PreCommit2", Group.SEALING),
  PRE_COMMITTING("PreCommitting", Group.SEALING),
  PRE_COMMIT_WAIT("PreCommitWait", Group.SEALING),
  PRE_COMMIT_BATCH_WAIT("PreCommitBatchWait", Group.SEALING),
  SUBMIT_PRE_COMMIT_BATCH("SubmitPreCommitBatch", Group.SEALING),
  WAIT_SEED("WaitSeed", Group.SEALING),
  COMMITTING("Committing", Group.SEALING),
  COMMIT_FINALIZE("CommitFinalize", Group.SEALING),
  SUBMIT_COMMIT("SubmitCommit", Group.SEALING),
  SUBMIT_COMMIT_AGGREGATE("SubmitCommitAggregate", Group.SEALING),
  COMMIT_WAIT("CommitWait", Group.SEALING),
  COMMIT_AGGREGATE_WAIT("CommitAggregateWait", Group.SEALING),
  FINALIZE_SECTOR("FinalizeSector", Group.SEALING),
  PROVING("Proving", Group.PROVING),
  AVAILABLE("Available", Group.PROVING),
  RECEIVE_SECTOR("ReceiveSector", Group.SEALING),
  SNAP_DEALS_WAIT_DEALS("SnapDealsWaitDeals", Group.STAGING),
  SNAP_DEALS_ADD_PIECE("SnapDealsAddPiece", Group.STAGING),
  SNAP_DEALS_PACKING("SnapDealsPacking", Group.SEALING),
  UPDATE_REPLICA("UpdateReplica", Group.SEALING),
  PROVE_REPLICA_UPDATE("ProveReplicaUpdate", Group.SEALING),
  FINALIZE_REPLICA_UPDATE("FinalizeReplicaUpdate", Group.SEALING),
  SUBMIT_REPLICA_UPDATE("SubmitReplicaUpdate", Group.SEALING),
  WAIT_MUTABLE("WaitMutable", Group.SEALING),
  REPLICA_UPDATE_WAIT("ReplicaUpdateWait", Group.SEALING),
  UPDATE_ACTIVATING("UpdateActivating", Group.PROVING),
  RELEASE_SECTOR_KEY("ReleaseSectorKey", Group.PROVING),
  FAILED_UNRECOVERABLE("FailedUnrecoverable", Group.FAILED),
  SEAL_PRE_COMMIT_1_FAILED("SealPreCommit1Failed", Group.FAILED),
  SEAL_PRE_COMMIT_2_FAILED("SealPreCommit2Failed", Group.FAILED),
  PRE_COMMIT_FAILED("PreCommitFailed", Group.FAILED),
  COMPUTE_PROOF_FAILED("ComputeProofFailed", Group.FAILED),
  REMOTE_COMMIT_FAILED("RemoteCommitFailed", Group.FAILED),
  COMMIT_FAILED("CommitFailed", Group.FAILED),
  COMMIT_FINALIZE_FAILED("CommitFinalizeFailed", Group.FAILED),
  FINALIZE_FAILED("FinalizeFailed", Group.FAILED),
  PACKING_FAILED("PackingFailed", Group.FAILED),
  DEALS_EXPIRED("DealsExpired", Group.FAILED),
  RECOVER_DEAL_IDS("RecoverDealIDs", Group.FAILED),
  FAULTY("Faulty", Group.FAILED),
  FAULT_REPORTED("FaultReported", Group.FAILED),
  FAULTED_FINAL("FaultedFinal", Group.FAILED),
  SNAP_DEALS_ADD_PIECE_FAILED("SnapDealsAddPieceFailed", Group.FAILED),
  SNAP_DEALS_DEALS_EXPIRED("SnapDealsDealsExpired", Group.FAILED),
  SNAP_DEALS_RECOVER_DEAL_IDS("SnapDealsRecoverDealIDs", Group.FAILED),
  REPLICA_UPDATE_FAILED("ReplicaUpdateFailed", Group.FAILED),
  RELEASE_SECTOR_KEY_FAILED("ReleaseSectorKeyFailed", Group.FAILED),
  FINALIZE_REPLICA_UPDATE_FAILED("FinalizeReplicaUpdateFailed", Group.FAILED),
  ABORT_UPGRADE("AbortUpgrade", Group.FAILED),
  TERMINATING("Terminating", Group.PROVING),
  TERMINATE_WAIT("TerminateWait", Group.PROVING),
  TERMINATE_FINALITY("TerminateFinality", Group.PROVING),
  TERMINATE_FAILED("TerminateFailed", Group.PROVING),
  REMOVING("Removing", Group.PROVING),
  REMOVE_FAILED("RemoveFailed", Group.FAILED),
  REMOVED("Removed", Group.PROVING);

  /** How lotus counts a state when it limits how many sectors are worked on. */
  public enum Group {
    /** Takes in pieces. */
    STAGING,
    /** Being sealed or upgraded. */
    SEALING,
    /** Sealed, or on its way out. */
    PROVING,
    /** Waits for a retry or for the operator. */
    FAILED
  }

  private static final Map<String, SectorState> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(SectorState::word, Function.identity()));

  private final String word;
  private final Group group;

  SectorState(String word, Group group) {
    this.word = word;
    this.group = group;
  }

  /** The word that stands in records, such as {@code PreCommit1}. */
  public String word() {
    return word;
  }

  /** The group that lotus counts it in. */
  public Group group() {
    return group;
  }

  /** The state of that word, if lotus knows it; upper and lower case count. */
  public static Optional<SectorState> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  @Override
  public String toString() {
    return word;
  }
}
