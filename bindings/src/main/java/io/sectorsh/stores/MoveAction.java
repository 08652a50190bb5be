package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.util.Set;

/** Moves a sector's files into another store; undone by moving them back. */
final class MoveAction implements Action {
  static final String KIND = "file.move";

  private final SectorRoute route;

  MoveAction(SectorRoute route) {
    this.route = route;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return route.parameters();
  }

  @Override
  public String describe() {
    return "move " + route.files() + " from " + route.set().store() + " to " + route.to();
  }

  @Override
  public long bytes() {
    return route.bytes();
  }

  @Override
  public Set<String> resources() {
    return Set.of("store:" + route.set().store(), "store:" + route.to());
  }

  @Override
  public Inspection inspect(Reading reading) {
    return inspect(FilePlace.DESTINATION);
  }

  private Inspection inspect(FilePlace wanted) {
    PlaceCheck check = new PlaceCheck(route.transfer(new CopyPace()).places());
    if (check.areAll(wanted)) {
      return Inspection.done();
    }
    return check.isAny(FilePlace.CONFLICT) || check.isAny(FilePlace.NOWHERE)
        ? check.conflict(route)
        : Inspection.notDone(route.fingerprint(route.there()));
  }

  @Override
  public void apply(BatchContext context) {
    route.transfer(CopyPace.heardBy(context::moved)).move();
  }

  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    return inspect(FilePlace.SOURCE);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    route.back(CopyPace.heardBy(context::moved)).move();
  }
}
