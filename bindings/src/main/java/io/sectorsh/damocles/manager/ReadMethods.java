package io.sectorsh.damocles.manager;

import java.util.Set;

/** The manager's methods that change nothing; any other needs a session that may apply changes. */
final class ReadMethods {
  private static final Set<String> NAMES =
      Set.of(
          "CheckProvable",
          "FindSector",
          "FindSectorInAllStates",
          "FindSectorWithPiece",
          "FindSectorsWithDeal",
          "GetInfo",
          "GetMinerConfig",
          "GetSeed",
          "GetTicket",
          "GetWindowPoStChanlleengeRand",
          "GetWindowPoStCommitRand",
          "ListSectors",
          "PollTerminateSectorState",
          "ProvingSectorInfo",
          "SectorIndexerFind",
          "SnapUpCandidates",
          "StoreBasicInfo",
          "StoreList",
          "Version",
          "WdPoStAllJobs",
          "WdPoStSectorsInfo",
          "WorkerGetPingInfo",
          "WorkerPingInfoList");

  private ReadMethods() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
