package io.sectorsh.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.Reversibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes a sector's files from the store's trash for good. */
final class EmptyTrashAction implements Action {
  static final String KIND = "file.empty-trash";

  private final SectorRoute route;

  /**
   * @param route to the trash's label
   */
  EmptyTrashAction(SectorRoute route) {
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
    return "remove "
        + route.files()
        + " from the trash "
        + route.to()
        + " of "
        + route.set().store()
        + " for good";
  }

  @Override
  public Set<String> resources() {
    return Set.of("store:" + route.set().store());
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("the files are gone then");
  }

  @Override
  public boolean judgedAtItsTurn() {
    return true;
  }

  @Override
  public Inspection inspect(Reading reading) {
    SectorRoute seen = route.in(reading);
    PlaceCheck check = PlaceCheck.of(new SectorTrash(seen.set(), seen.to()));
    return check.areAll(FilePlace.SOURCE, FilePlace.NOWHERE)
        ? Inspection.done()
        : Inspection.notDone("");
  }

  private PretendedFiles pretended() {
    return new PretendedFiles(route.set().kinds(), trash()::path, kind -> Optional.empty(), false);
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
    trash().empty();
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    throw new IllegalStateException(describe());
  }
}
