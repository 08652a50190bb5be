package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a sector's files into another store; undone by removing the copy. */
final class CopyAction extends RouteAction {
  static final String KIND = "file.copy";

  CopyAction(SectorRoute route) {
    super(route);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String describe() {
    return "copy " + route.files() + " from " + route.set().store() + " to " + route.to();
  }

  @Override
  public long bytes() {
    return route.bytes();
  }

  @Override
  boolean stays() {
    return true;
  }

  @Override
  public Inspection inspect(Reading reading) {
    SectorRoute seen = route.in(reading);
    PlaceCheck check = look(seen);
    if (check.isEnd(FilePlace.BOTH, FilePlace.DESTINATION)) {
      return Inspection.done();
    }
    return notDoneUnlessInConflict(seen, check);
  }

  @Override
  public void apply(BatchContext context) {
    route.transfer(CopyPace.heardBy(context::moved)).copy();
  }

  /** Copying has read the copy back from the disk: here only whether it still is there. */
  @Override
  public void verify(Reading reading) {
    for (SectorFileType kind : route.set().kinds()) {
      Path made = route.there().path(kind);
      try {
        for (Path file : DurableTree.filesAt(route.set().path(kind))) {
          Path copy = StoreLayout.isDirectory(kind) ? made.resolve(file.getFileName()) : made;
          if (Files.size(copy) != Files.size(file)) {
            throw new OperatorException(
                ErrorCode.DAMAGED, "it is not as long as the original", copy.toString(), "");
          }
        }
      } catch (IOException failure) {
        throw StoreFailures.unreadable(made, failure);
      }
    }
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    PlaceCheck check = look(route);
    if (check.isEnd(FilePlace.SOURCE)) {
      return Inspection.done();
    }
    return check.areAll(FilePlace.SOURCE, FilePlace.BOTH)
        ? Inspection.notDone("")
        : check.conflict(route);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    route.transfer(new CopyPace()).undoCopy();
  }
}
