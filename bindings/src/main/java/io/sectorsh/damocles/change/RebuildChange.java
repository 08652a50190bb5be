package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Has a worker make the files of a finalized sector again. */
final class RebuildChange extends KnownSectorChange {
  static final String KIND = "damocles.rebuild";

  private final boolean piecesAvailable;

  RebuildChange(SectorSystems systems, SectorId id, boolean piecesAvailable) {
    super(systems, id);
    this.piecesAvailable = piecesAvailable;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("piecesAvailable", piecesAvailable);
  }

  @Override
  public String describe() {
    return "queue " + id() + " for a rebuild of its files";
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("the manager's queue of rebuilds cannot be emptied");
  }

  @Override
  Inspection judgeKnown(SectorSight sight) {
    if (sight.online().isPresent()) {
      SectorState state = sight.online().get();
      return state.isNeedRebuild() ? Inspection.done() : Obstacles.online(state);
    }
    SectorState state = sight.offline().orElseThrow();
    return switch (state.getPhase()) {
      case FINALIZED, IMPORTED -> judgeSealed(sight, state);
      default -> Obstacles.offline(state);
    };
  }

  private Inspection judgeSealed(SectorSight sight, SectorState state) {
    if (sight.isNotLive()) {
      return Inspection.conflict(
          "it is not on chain: nobody needs its files", "damocles.sector(NUMBER) tells more.");
    }
    if (sight.isUpgradeUnknown(state)) {
      return Inspection.conflict(
          "it was upgraded on chain and damocles does not know: the old replica would be made",
          "Import its state with the upgrade first.");
    }
    if (state.getTicket().isEmpty() || state.getPre().isEmpty()) {
      return Inspection.conflict(
          "its state has no ticket or no commitment to make the replica from",
          "Import its whole state first: damocles.changes.importState(state, override: true).");
    }
    return open(sight);
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.moved(
        SectorStore.ONLINE, state -> state.put("Finalized", false).put("NeedRebuild", true));
  }

  @Override
  void call(SectorCommands commands) {
    commands.setForRebuild(id(), piecesAvailable);
  }
}
