package io.sectorsh.stores;

import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes a sector's files after a verified copy of them was closed by a checkpoint; undone by
 * copying them back.
 */
final class RemoveSourceAction extends RouteAction {
  static final String KIND = "file.remove-source";

  RemoveSourceAction(SectorRoute route) {
    super(route);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "remove "
        + route.files()
        + " from "
        + route.set().store()
        + ", of which a copy is in "
        + route.to();
  }

  @Override
  public boolean judgedAtItsTurn() {
    return true;
  }

  @Override
  Optional<Path> made(SectorFileType kind) {
    return Optional.empty();
  }

  @Override
  boolean stays() {
    return false;
  }

  @Override
  public Inspection inspect(Reading reading) {
    SectorRoute seen = route.in(reading);
    PlaceCheck check = look(seen);
    if (check.isEnd(FilePlace.DESTINATION)) {
      return Inspection.done();
    }
    if (check.areAll(FilePlace.DESTINATION, FilePlace.BOTH)) {
      return Inspection.notDone(seen.fingerprint(seen.there()));
    }
    return check.isAny(FilePlace.SOURCE)
        ? Inspection.conflict("there is no whole copy of it in " + route.to(), "Copy it first.")
        : check.conflict(route);
  }

  /** Looks once more by itself: both are read from end to end before anything goes. */
  @Override
  public void apply(BatchContext context) {
    route.transfer(new CopyPace()).removeSource();
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    PlaceCheck check = look(route);
    if (check.isEnd(FilePlace.BOTH, FilePlace.SOURCE)) {
      return Inspection.done();
    }
    return check.isAny(FilePlace.CONFLICT) || check.isAny(FilePlace.NOWHERE)
        ? check.conflict(route)
        : Inspection.notDone("");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    route.back(CopyPace.heardBy(context::moved)).copy();
  }
}
