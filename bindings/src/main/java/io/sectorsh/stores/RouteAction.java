package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Inspection;
import java.util.Set;

/**
 * An action on a sector's files in two stores. What an interrupted run left beside the stores'
 * directories belongs to it: until that is gone the action is neither done nor undone.
 */
abstract class RouteAction implements Action {
  final SectorRoute route;

  RouteAction(SectorRoute route) {
    this.route = route;
  }

  @Override
  public final ObjectNode parameters() {
    return route.parameters();
  }

  @Override
  public final Set<String> resources() {
    return Set.of("store:" + route.set().store(), "store:" + route.to());
  }

  /** The files tell by themselves what was before. */
  @Override
  public final boolean undoNeedsPreImage() {
    return false;
  }

  final PlaceCheck look() {
    return PlaceCheck.of(route.transfer(new CopyPace()));
  }

  /** Not done, unless a kind is nowhere, or at both places and not the same. */
  final Inspection notDoneUnlessInConflict(PlaceCheck check) {
    return check.isAny(FilePlace.CONFLICT) || check.isAny(FilePlace.NOWHERE)
        ? check.conflict(route)
        : Inspection.notDone(route.fingerprint(route.there()));
  }
}
