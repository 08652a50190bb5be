package io.sectorsh.damocles.change;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;

/** A change of a sector that must be in exactly one of the manager's stores. */
abstract class KnownSectorChange extends SectorChange {
  KnownSectorChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  final Inspection judge(SectorSight sight) {
    if (sight.isUnknown()) {
      return Obstacles.unknown();
    }
    return sight.isInBothStores() ? Obstacles.both() : judgeKnown(sight);
  }

  /** The same of a sector that is in one store. */
  abstract Inspection judgeKnown(SectorSight sight);
}
