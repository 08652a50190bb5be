package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a sector's files into the store's trash; undone by fetching them back. */
final class DeleteAction implements Action {
  static final String KIND = "file.delete";

  private final SectorRoute route;

  /**
   * @param route to the trash's label
   */
  DeleteAction(SectorRoute route) {
    this.route = route;
  }

  private SectorTrash trash() {
    return new SectorTrash(route.set(), route.to());
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
    return "put " + route.files() + " of " + route.set().store() + " into its trash " + route.to();
  }

  @Override
  public Set<String> resources() {
    return Set.of("store:" + route.set().store());
  }

  @Override
  public Inspection inspect(Reading reading) {
    return inspect(route.in(reading), FilePlace.DESTINATION);
  }

  private Inspection inspect(SectorRoute seen, FilePlace wanted) {
    PlaceCheck check = PlaceCheck.of(new SectorTrash(seen.set(), seen.to()));
    if (check.areAll(wanted)) {
      return Inspection.done();
    }
    return check.areAll(FilePlace.SOURCE, FilePlace.DESTINATION)
        ? Inspection.notDone(fingerprint())
        : check.conflict(route);
  }

  /** Those in the trash count by the name of their kind only: nobody changes them there. */
  private String fingerprint() {
    return route.set().sector() + " " + route.bytes();
  }

  private PretendedFiles pretended() {
    return new PretendedFiles(
        route.set().kinds(), route.set()::path, kind -> Optional.of(trash().path(kind)), false);
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    return pretended().alterations(reading);
  }

  @Override
  public boolean pretend(Overlay overlay) {
    return pretended().pretend(overlay);
  }

  @Override
  public void apply(BatchContext context) {
    trash().put();
  }

  /** Names that a killed process had changed may not be on the disk yet. */
  @Override
  public void makeDurable(BatchContext context) {
    for (SectorFileType kind : route.set().kinds()) {
      context.syncLater(DurableTree.parent(route.set().path(kind)));
      context.syncLater(DurableTree.parent(trash().path(kind)));
    }
  }

  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    return inspect(route, FilePlace.SOURCE);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    trash().restore();
  }
}
