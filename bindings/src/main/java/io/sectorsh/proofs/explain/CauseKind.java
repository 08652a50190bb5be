package io.sectorsh.proofs.explain;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can keep a sector from being proven. */
public enum CauseKind {
  /** The chain node does not answer: nothing can be sent, and nothing be known. */
  NODE_DOWN,
  /** The node's chain is older than the clock: it does not follow. */
  CHAIN_BEHIND,
  /** The node's chain is ahead of the clock: this machine's clock is slow. */
  CLOCK_WRONG,
  /** lotus-miner, which has the sectors, does not answer. */
  MINER_DOWN,
  /** Nobody proves, because the configuration says so. */
  POST_DISABLED,
  /** The manager, which has the sectors, does not answer. */
  MANAGER_DOWN,
  /** No proving worker of the manager is alive. */
  WORKERS_GONE,
  /** A prover ended with an error. */
  PROVER_FAILED,
  /** No proof was sent, and nothing else tells why. */
  NOTHING_SENT,
  /** A message waits, since it offers less than the base fee. */
  FEE_CAP_TOO_LOW,
  /** A message waits, since one before it is missing. */
  NONCE_GAP,
  /** A message waits, since an older one of its sender does. */
  BEHIND_OTHER_MESSAGE,
  /** No address that may send can pay. */
  SENDER_BROKE,
  /** The message ran out of gas. */
  OUT_OF_GAS,
  /** The chain found the proof wrong. */
  PROOF_REJECTED,
  /** The proof was made for another branch of the chain. */
  REORGANIZED,
  /** The message landed in another window than it was made for. */
  LANDED_LATE,
  /** The sender is none of the miner's addresses. */
  NOT_CONTROL_ADDRESS,
  /** The miner owes fees, which bars recoveries. */
  FEE_DEBT,
  /** The message proves more partitions than one may. */
  TOO_MANY_PARTITIONS,
  /** The proof left out every sector. */
  ALL_SKIPPED,
  /** The message failed in another way. */
  MESSAGE_FAILED,
  /** Somebody proved on chain that a proof was wrong. */
  DISPUTED,
  /** The prover left sectors out. */
  SKIPPED,
  /** Sectors stay faulty, since nobody declared them recovered in time. */
  RECOVERY_NOT_DECLARED,
  /** A declaration of recoveries failed. */
  RECOVERY_FAILED,
  /** Sectors are on chain, but no sealer knows them. */
  UNKNOWN_TO_SEALER,
  /** A sealer has the sector, but the chain does not. */
  NOT_ON_CHAIN,
  /** A store with files of these sectors is not there. */
  STORE_GONE,
  /** The sealed file is not in any store. */
  SEALED_MISSING,
  /** A file of the cache directory is missing. */
  CACHE_MISSING,
  /** A file is too short or too long. */
  WRONG_LENGTH,
  /** A file cannot be read. */
  UNREADABLE,
  /** p_aux does not lead to the CommR on chain. */
  WRONG_P_AUX,
  /** The chain has the upgraded replica, but the files are those from before. */
  OLD_FILES_AFTER_UPGRADE,
  /** The tree over the sealed file is wrong in a place. */
  WRONG_TREE,
  /** The sealed file changed. */
  CORRUPT_REPLICA,
  /** Reading the challenged nodes takes longer than the window is open. */
  SLOW_READS,
  /** Proving takes longer than the window is open. */
  NO_TIME;

  /** As it is shown: {@code fee-cap-too-low}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
