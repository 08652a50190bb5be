package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Has lotus-miner take a directory of its host in as a storage path, or let go of it. */
final class StoragePathAction extends MinerAction {
  static final String ATTACH = "lotus.storage.attach";
  static final String DETACH = "lotus.storage.detach";

  private final Path directory;
  private final boolean attach;

  StoragePathAction(LotusMiner miner, Path directory, boolean attach) {
    super(miner);
    this.directory = directory;
    this.attach = attach;
  }

  @Override
  public String kind() {
    return attach ? ATTACH : DETACH;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("directory", directory.toString());
  }

  @Override
  public String describe() {
    return (attach ? "attach " : "detach ") + directory + " as a storage path of lotus-miner";
  }

  /** Its UUID stays the same: it lies in the directory itself. */
  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  @Override
  public Inspection inspect(Reading reading) {
    return miner().getStorage().local().containsValue(directory) == attach
        ? Inspection.done()
        : Inspection.notDone("");
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    Optional<String> attached = Optional.of("attached");
    return List.of(
        Alteration.ofWords(
            "storage path " + directory + " of " + miner(),
            attached.filter(word -> !attach),
            attached.filter(word -> attach)));
  }

  @Override
  public boolean pretend(Overlay overlay) {
    MinerView.of(overlay, miner()).setPath(directory, attach);
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    set(attach);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    set(!attach);
  }

  private void set(boolean present) {
    if (present) {
      miner().getStorage().attach(directory);
    } else {
      miner().getStorage().detach(directory);
    }
  }
}
