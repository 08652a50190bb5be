package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;

/** A change of a sector at rest of which the chain has to be asked first. */
abstract class RestingSectorChange extends KnownSectorChange {
  RestingSectorChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  final Inspection judgeKnown(SectorSight sight) {
    if (sight.online().isPresent()) {
      return Obstacles.online(sight.online().get());
    }
    if (isDone(sight.offline().orElseThrow())) {
      return Inspection.done();
    }
    return sight
        .health()
        .map(health -> judgeResting(sight, health))
        .orElseGet(Obstacles::chainUnknown);
  }

  /** Whether its state tells that it is done. */
  abstract boolean isDone(SectorState state);

  /**
   * Judges it.
   *
   * @param health how the chain sees it
   */
  abstract Inspection judgeResting(SectorSight sight, SectorHealth health);
}
