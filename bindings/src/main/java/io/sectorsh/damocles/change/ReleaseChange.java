package io.sectorsh.damocles.change;

import io.sectorsh.damocles.manager.SectorCommands;
import io.sectorsh.damocles.manager.StoredStates;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reversibility;

/** Gives back the room that a store keeps for a sector which will not come. */
final class ReleaseChange extends SectorChange {
  static final String KIND = "damocles.release";

  ReleaseChange(SectorSystems systems, SectorId id) {
    super(systems, id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "release the room that is reserved for " + id();
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("its worker would have to ask for room again");
  }

  @Override
  Inspection judge(SectorSight sight) {
    String name = id().fileName();
    boolean reserved =
        systems().manager().getStores().stream()
            .flatMap(store -> store.reservedBy().stream())
            .anyMatch(reservation -> reservation.by().equals(name));
    if (!reserved) {
      return Inspection.done();
    }
    return sight.online().isPresent()
        ? Inspection.conflict(
            "it will need the room: it is online, " + Obstacles.words(sight.online().get()),
            "If no worker has it any more, abort it first, or call"
                + " damocles.manager.commands.releaseReserved.")
        : open(sight);
  }

  @Override
  StoredStates after(StoredStates before) {
    return before;
  }

  @Override
  void call(SectorCommands commands) {
    commands.releaseReserved(id());
  }
}
