package io.sectorsh.damocles.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.diagnosis.SectorStage;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Gives up a sector that is not on chain, or an upgrade that was not sent. */
final class AbortChange extends KnownSectorChange {
  static final String KIND = "damocles.abort";

  private final String reason;

  AbortChange(SectorSystems systems, SectorId id, String reason) {
    super(systems, id);
    this.reason = reason;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("reason", reason);
  }

  @Override
  public String describe() {
    return "abort " + id() + ": " + reason;
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("its deals go back to the market, an upgrade is forgotten");
  }

  @Override
  Inspection judgeKnown(SectorSight sight) {
    if (sight.offline().isPresent()) {
      SectorState state = sight.offline().get();
      return state.getAbortReason().isEmpty() ? Obstacles.offline(state) : Inspection.done();
    }
    if (sight.chain().isEmpty()) {
      return Obstacles.chainUnknown();
    }
    SectorState state = sight.online().orElseThrow();
    if (state.getPhase() == SectorPhase.SNAPUP) {
      return state.getUpgradeMessageId().isEmpty()
          ? open(sight)
          : Inspection.conflict(
              "its upgrade was sent already: " + SectorStage.of(state), "Wait for it.");
    }
    if (sight.isLive()) {
      return Obstacles.live();
    }
    return sight.health().orElseThrow() == SectorHealth.PRECOMMITTED
        ? Inspection.conflict(
            "its precommit is on chain: the deposit would be lost",
            "If that is meant, call damocles.manager.commands.abort.")
        : open(sight);
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.moved(
        SectorStore.OFFLINE, state -> state.put("Finalized", true).put("AbortReason", reason));
  }

  @Override
  void call(SectorCommands commands) {
    commands.abort(id(), reason);
  }
}
