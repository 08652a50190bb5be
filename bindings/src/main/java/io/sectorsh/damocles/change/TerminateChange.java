package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.manager.SubmitResult;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.sector.TerminateInfo;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Has a sector terminated on chain. */
final class TerminateChange extends RestingSectorChange {
  static final String KIND = "damocles.terminate";

  TerminateChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "terminate " + id() + " on chain";
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("a termination cannot be called back, and costs a penalty");
  }

  @Override
  boolean isDone(SectorState state) {
    return state.getTerminateInfo().filter(TerminateInfo::isAsked).isPresent();
  }

  @Override
  Inspection judgeResting(SectorSight sight, SectorHealth health) {
    return health.isLive()
        ? open(sight)
        : Inspection.conflict("there is nothing to terminate: " + health, "");
  }

  @Override
  StoredStates after(StoredStates before) {
    // The manager notes at which height it was asked; which one that is does not matter here.
    return before.moved(
        SectorStore.OFFLINE, state -> state.withObject("/TerminateInfo").put("AddedHeight", 1));
  }

  @Override
  void call(SectorCommands commands) {
    SubmitResult result = commands.terminate(id());
    if (!result.isAccepted()) {
      throw new OperatorException(
          ErrorCode.REJECTED,
          "the manager answers " + result.verdict() + " " + result.description(),
          describe(),
          "See the manager's log.");
    }
  }
}
