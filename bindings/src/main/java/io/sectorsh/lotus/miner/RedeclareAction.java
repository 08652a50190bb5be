package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has lotus-miner read the directories of one of its storage paths again, so that it finds files
 * that were put there while it ran. Its index alone changes, and it is right afterwards; so there
 * is nothing to undo.
 */
final class RedeclareAction extends MinerAction {
  static final String KIND = "lotus.storage.redeclare";

  private final SectorId sector;
  private final SectorFileType type;
  private final Path directory;

  /**
   * @param sector one that has to be found then
   * @param type which file of it
   * @param directory the storage path
   */
  RedeclareAction(LotusMiner miner, SectorId sector, SectorFileType type, Path directory) {
    super(miner);
    this.sector = sector;
    this.type = type;
    this.directory = directory;
  }

  static RedeclareAction read(LotusMiner miner, ObjectNode json) {
    return new RedeclareAction(
        miner,
        new SectorId(json.path("actor").asLong(), json.path("number").asLong()),
        SectorFileType.ofDirectory(json.path("type").asText()).orElseThrow(),
        Path.of(json.path("directory").asText()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters()
        .put("directory", directory.toString())
        .put("actor", sector.miner())
        .put("number", sector.number())
        .put("type", type.directory());
  }

  @Override
  public String describe() {
    return "have lotus-miner read %s again, for the %s file of %s"
        .formatted(directory, type.directory(), sector.fileName());
  }

  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  @Override
  public Inspection inspect(Reading reading) {
    if (!miner().getStorage().find(sector, Set.of(type)).isEmpty()) {
      return Inspection.done();
    }
    return id().isPresent()
        ? Inspection.notDone("")
        : Inspection.conflict(
            directory + " is no storage path of lotus-miner", "Attach it instead.");
  }

  private Optional<String> id() {
    return miner().getStorage().local().entrySet().stream()
        .filter(path -> path.getValue().equals(directory))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Files that are missing elsewhere stay in the index: dropping them is another decision. */
  @Override
  public void apply(BatchContext context) {
    miner().getStorage().redeclare(id(), false);
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    return Inspection.done();
  }

  @Override
  public void undo(PreImage before, BatchContext context) {}
}
