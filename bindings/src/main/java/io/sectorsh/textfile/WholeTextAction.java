package io.sectorsh.textfile;

import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;

/** A change of a text file that is put in place whole and undone to its last byte. */
public abstract class WholeTextAction implements Action {
  /** The file with what becomes of it. */
  protected abstract UndoableText undoable();

  @Override
  public final PreImage preImage(Reading reading) {
    return undoable().preImage();
  }

  @Override
  public final void apply(BatchContext context) {
    undoable().apply();
  }

  /** The renaming that a killed process had made may not be on the disk yet. */
  @Override
  public final void makeDurable(BatchContext context) {
    context.syncLater(undoable().directory());
  }

  @Override
  public final Inspection inspectUndo(PreImage before, Reading reading) {
    return undoable().inspectUndo(before);
  }

  @Override
  public final void undo(PreImage before, BatchContext context) {
    undoable().undo(before);
  }

  @Override
  public final String toString() {
    return describe();
  }
}
