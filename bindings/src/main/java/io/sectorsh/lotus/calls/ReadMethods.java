package io.sectorsh.lotus.calls;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which methods of lotus change nothing. Those that compute proofs are left out: they take the
 * machines that the next deadline needs.
 */
public final class ReadMethods {
  private static final Pattern NODE =
      Pattern.compile(
          "State[A-Z][A-Za-z]*|Chain(Get|Has|Read|Stat)[A-Za-z]*|ChainHead|ChainTipSetWeight"
              + "|GasEstimate[A-Za-z]*|Mpool(Get|Pending|Select|Check)[A-Za-z]*"
              + "|Wallet(Balance|List|Has|DefaultAddress|ValidateAddress|Verify)"
              + "|MsigGet[A-Za-z]*|Sync(State|CheckBad)|MinerGetBaseInfo|NodeStatus"
              + "|Net(Peers|AddrsListen|Connectedness|AutoNatStatus|BandwidthStats|PubsubScores)"
              + "|F3(Get|Is)[A-Za-z]*");

  private static final Set<String> BOTH =
      Set.of(
          "AuthVerify",
          "Discover",
          "ID",
          "LogAlerts",
          "LogList",
          "Session",
          "StartTime",
          "Version");

  private static final Set<String> MINER =
      Set.of(
          "ActorAddress",
          "ActorAddressConfig",
          "ActorSectorSize",
          "CheckProvable",
          "MarketListDeals",
          "MiningBase",
          "RuntimeSubsystems",
          "SealingSchedDiag",
          "SectorCommitPending",
          "SectorGetExpectedSealDuration",
          "SectorGetSealDelay",
          "SectorNumAssignerMeta",
          "SectorNumReservations",
          "SectorPreCommitPending",
          "SectorTerminatePending",
          "SectorsList",
          "SectorsListInStates",
          "SectorsRefs",
          "SectorsStatus",
          "SectorsSummary",
          "StorageAuthVerify",
          "StorageBestAlloc",
          "StorageFindSector",
          "StorageGetLocks",
          "StorageInfo",
          "StorageList",
          "StorageLocal",
          "StorageStat",
          "WorkerJobs",
          "WorkerStats");

  private ReadMethods() {}

  /** Whether a method of a node only reads. */
  public static boolean ofNode(String name) {
    return BOTH.contains(name) || NODE.matcher(name).matches();
  }

  /** Whether a method of lotus-miner only reads. */
  public static boolean ofMiner(String name) {
    return BOTH.contains(name) || MINER.contains(name);
  }
}
