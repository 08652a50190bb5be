package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorStage;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Takes a sealed sector offline whose worker does not come to it. */
final class FinalizeChange extends KnownSectorChange {
  static final String KIND = "damocles.finalize";

  FinalizeChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "finalize " + id();
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("the manager cannot take the mark back from a good sector");
  }

  @Override
  Inspection judgeKnown(SectorSight sight) {
    if (sight.offline().isPresent()) {
      SectorState state = sight.offline().get();
      boolean done = state.isFinalized() && state.getAbortReason().isEmpty();
      return done ? Inspection.done() : Obstacles.offline(state);
    }
    SectorState state = sight.online().orElseThrow();
    if (sight.isNotLive()) {
      return Inspection.conflict(
          "it is not on chain: " + sight.health().orElseThrow(),
          "Wait for its proof to land, or abort it.");
    }
    return switch (state.getPhase()) {
      case SEALING -> withFiles(sight);
      case SNAPUP ->
          Inspection.conflict(
              "its upgrade would be given up: " + SectorStage.of(state),
              "Wait for it, or call damocles.manager.commands.finalizeSector.");
      case REBUILD, UNSEALING ->
          Inspection.conflict(
              "its " + state.getState() + " would be given up: " + SectorStage.of(state),
              "Wait for it, or call damocles.manager.commands.finalizeSector.");
      default -> open(sight);
    };
  }

  private Inspection withFiles(SectorSight sight) {
    return systems().manager().findFiles(IndexedFiles.Kind.NORMAL, id()).isPresent()
        ? open(sight)
        : Inspection.conflict(
            "the manager's index has no store for its files: it could not be proven",
            "Bring its files into a store first.");
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.moved(SectorStore.OFFLINE, state -> state.put("Finalized", true));
  }

  @Override
  void call(SectorCommands commands) {
    commands.finalizeSector(id());
  }
}
