package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** Names that a killed process had changed may not be on the disk yet. */
  @Override
  public final void makeDurable(BatchContext context) {
    for (SectorFileType kind : route.set().kinds()) {
      context.syncLater(DurableTree.parent(route.set().path(kind)));
      context.syncLater(DurableTree.parent(route.there().path(kind)));
    }
  }

  /**
   * Looks where the files are.
   *
   * @param seen the route as a reading sees it, or as it is
   */
  static PlaceCheck look(SectorRoute seen) {
    return PlaceCheck.of(seen.transfer(new CopyPace()));
  }

  /** Where each kind is afterwards besides where it stays; empty if nowhere. */
  Optional<Path> made(SectorFileType kind) {
    return Optional.of(route.there().path(kind));
  }

  /** Whether each kind is afterwards also where it was. */
  abstract boolean stays();

  private PretendedFiles pretended() {
    return new PretendedFiles(route.set().kinds(), route.set()::path, this::made, stays());
  }

  @Override
  public final List<Alteration> alterations(Reading reading) {
    return pretended().alterations(reading);
  }

  @Override
  public final boolean pretend(Overlay overlay) {
    return pretended().pretend(overlay);
  }

  /** Not done, unless a kind is nowhere, or at both places and not the same. */
  static Inspection notDoneUnlessInConflict(SectorRoute route, PlaceCheck check) {
    return check.isAny(FilePlace.CONFLICT) || check.isAny(FilePlace.NOWHERE)
        ? check.conflict(route)
        : Inspection.notDone(route.fingerprint(route.there()));
  }
}
