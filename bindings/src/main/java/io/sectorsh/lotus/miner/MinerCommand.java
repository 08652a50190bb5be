package io.sectorsh.lotus.miner;

import io.sectorsh.migration.Inspection;
import java.util.Optional;
import java.util.Set;

/** What lotus-miner can be told to do with one sector, judged by the sector's state. */
enum MinerCommand {
  SET_STATE("lotus.sector.state", "SectorsUpdate", "", ""),
  REMOVE("lotus.sector.remove", "SectorRemove", "Removed", "its files are deleted"),
  TERMINATE(
      "lotus.sector.terminate",
      "SectorTerminate",
      "Terminating",
      "a termination cannot be called back, and costs a fee"),
  START_SEALING(
      "lotus.sector.start-sealing",
      "SectorStartSealing",
      "Packing",
      "a sector that is being sealed takes no more deals"),
  ABORT_UPGRADE(
      "lotus.sector.abort-upgrade",
      "SectorAbortUpgrade",
      "Proving",
      "the files of the upgrade are deleted"),
  MARK_FOR_UPGRADE("lotus.sector.mark-for-upgrade", "SectorMarkForUpgrade", "Available", "");

  private static final Set<String> TERMINATION =
      Set.of("Terminating", "TerminateWait", "TerminateFinality");
  private static final Set<String> REMOVAL = Set.of("Removing", "Removed");
  private static final Set<String> UPGRADE =
      Set.of(
          "Available",
          "SnapDealsWaitDeals",
          "SnapDealsAddPiece",
          "SnapDealsPacking",
          "UpdateReplica",
          "ProveReplicaUpdate",
          "FinalizeReplicaUpdate",
          "SubmitReplicaUpdate",
          "WaitMutable",
          "SnapDealsAddPieceFailed",
          "SnapDealsDealsExpired",
          "SnapDealsRecoverDealIDs",
          "ReplicaUpdateFailed",
          "FinalizeReplicaUpdateFailed");

  private final String kind;
  private final String method;
  private final String after;
  private final String irreversible;

  MinerCommand(String kind, String method, String after, String irreversible) {
    this.kind = kind;
    this.method = method;
    this.after = after;
    this.irreversible = irreversible;
  }

  String kind() {
    return kind;
  }

  String method() {
    return method;
  }

  /** The state in which lotus-miner has the sector then, before it goes on. */
  String after() {
    return after;
  }

  /** Why it cannot be undone; empty if it can. */
  Optional<String> irreversible() {
    return Optional.of(irreversible).filter(why -> !why.isEmpty());
  }

  /** In an operator's words, such as {@code terminate}. */
  String words() {
    return kind.substring(kind.lastIndexOf('.') + 1).replace('-', ' ');
  }

  /**
   * Whether it is done, not done or in conflict for a sector in a state.
   *
   * @param wanted the state that is to be set; empty for the other commands
   */
  Inspection judge(String state, String wanted) {
    return switch (this) {
      case SET_STATE -> of(state.equals(wanted), true, state);
      case REMOVE -> of(REMOVAL.contains(state), true, state);
      case TERMINATE -> of(TERMINATION.contains(state), !REMOVAL.contains(state), state);
      case START_SEALING ->
          of(
              false,
              Set.of("WaitDeals", "SnapDealsWaitDeals", "AddPieceFailed").contains(state),
              state);
      case ABORT_UPGRADE ->
          of(Set.of("Proving", "AbortUpgrade").contains(state), UPGRADE.contains(state), state);
      case MARK_FOR_UPGRADE -> of(UPGRADE.contains(state), state.equals("Proving"), state);
    };
  }

  private static Inspection of(boolean done, boolean possible, String state) {
    if (done) {
      return Inspection.done();
    }
    return possible
        ? Inspection.notDone(state)
        : Inspection.conflict(
            "its state is " + state, "See lotus.miner.sectorsStatus(NUMBER, true) for what it is.");
  }
}
