package io.sectorsh.stores;

import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;

/** Moves a sector's files into another store; undone by moving them back. */
final class MoveAction extends RouteAction {
  static final String KIND = "file.move";

  MoveAction(SectorRoute route) {
    super(route);
  }

  @Override
  public String kind() {
    return KIND;
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
  boolean stays() {
    return false;
  }

  @Override
  public Inspection inspect(Reading reading) {
    return inspect(route.in(reading), FilePlace.DESTINATION);
  }

  private static Inspection inspect(SectorRoute seen, FilePlace wanted) {
    PlaceCheck check = look(seen);
    if (check.isEnd(wanted)) {
      return Inspection.done();
    }
    return notDoneUnlessInConflict(seen, check);
  }

  @Override
  public void apply(BatchContext context) {
    route.transfer(CopyPace.heardBy(context::moved)).move();
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    return inspect(route, FilePlace.SOURCE);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    route.back(CopyPace.heardBy(context::moved)).move();
  }
}
