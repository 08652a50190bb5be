package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Deletes the files of a sector that nobody needs any more. */
final class RemoveChange extends RestingSectorChange {
  static final String KIND = "damocles.remove";

  RemoveChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "remove " + id() + " and delete its files";
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("its files are deleted");
  }

  @Override
  boolean isDone(SectorState state) {
    return state.isRemoved();
  }

  @Override
  Inspection judgeResting(SectorSight sight, SectorHealth health) {
    return health.isLive() || health == SectorHealth.PRECOMMITTED ? Obstacles.live() : open(sight);
  }

  @Override
  StoredStates after(StoredStates before) {
    return before.moved(SectorStore.OFFLINE, state -> state.put("Removed", true));
  }

  @Override
  void call(SectorCommands commands) {
    commands.remove(id());
  }
}
