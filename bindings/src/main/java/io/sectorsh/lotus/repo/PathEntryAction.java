package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.storage.StorageFile;
import io.sectorsh.lotus.storage.StorageJson;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.lotus.storage.StorageScan;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Reading;
import io.sectorsh.posix.RealPath;
import io.sectorsh.textfile.TextView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Attaches a storage path in {@code storage.json} while no miner runs, or detaches it. */
final class PathEntryAction extends StorageFileAction {
  static final String ATTACH = "lotus.repo.storage.attach";
  static final String DETACH = "lotus.repo.storage.detach";

  private final boolean attach;
  private final boolean made;

  /**
   * @param made whether an earlier action of the same plan makes it a storage path
   */
  PathEntryAction(LotusRepo repo, Path path, boolean attach, boolean made) {
    super(repo, path);
    this.attach = attach;
    this.made = made;
  }

  @Override
  public String kind() {
    return attach ? ATTACH : DETACH;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("made", made);
  }

  @Override
  public String describe() {
    return attach
        ? "attach the storage path " + path() + " in " + file()
        : "detach the storage path " + path() + " in " + file();
  }

  @Override
  public boolean judgedAtItsTurn() {
    return made;
  }

  /** It is known again by its place: its UUID lies in it. */
  @Override
  public boolean undoNeedsPreImage() {
    return !attach;
  }

  @Override
  Path file() {
    return repo().getStorageFile();
  }

  @Override
  Inspection judge(Optional<ObjectNode> now, TextView view) {
    if (isAttached(now) == attach) {
      return Inspection.done();
    }
    if (attach) {
      requireUsable(view);
    }
    return Inspection.notDone("");
  }

  boolean isAttached(Optional<ObjectNode> now) {
    return now.filter(json -> position(json) >= 0).isPresent();
  }

  private int position(ObjectNode json) {
    ArrayNode entries = entries(json);
    for (int at = 0; at < entries.size(); at++) {
      if (isSame(StoragePaths.pathOf(file(), entries.get(at)), path())) {
        return at;
      }
    }
    return -1;
  }

  private static ArrayNode entries(ObjectNode json) {
    return StorageJson.member(json, StoragePaths.LIST) instanceof ArrayNode entries
        ? entries
        : json.arrayNode();
  }

  static boolean isSame(Path one, Path other) {
    return RealPath.of(one).equals(RealPath.of(other));
  }

  /** Throws REFUSED or DAMAGED if lotus-miner would not open it beside the paths that there are. */
  void requireUsable(TextView view) {
    StoragePath store = StoragePaths.readStore(path(), view);
    if (store.problem().isPresent()) {
      throw store.problem().get();
    }
    if (store.id().isEmpty()) {
      throw refused("has no ID in " + StoragePaths.STORE_FILE, "Use init.");
    }
    for (StoragePath other : repo().getStoragePaths(view)) {
      if (other.id().equals(store.id())) {
        throw refused(
            "has the ID " + store.id() + " of " + other.path(),
            "A copied path needs an ID of its own: change ID in its "
                + StoragePaths.STORE_FILE
                + ".");
      }
    }
    checkNames(store);
  }

  /** A foreign name would keep the miner from starting. */
  private static void checkNames(StoragePath store) {
    for (SectorFileType type : SectorFileType.values()) {
      try (StorageScan files = new StorageScan(store, type)) {
        while (files.hasNext()) {
          StorageFile file = files.next();
          if (file.sector().isEmpty()) {
            throw file.problem().orElseThrow();
          }
        }
      }
    }
  }

  OperatorException refused(String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, path().toString(), next);
  }

  @Override
  Optional<ObjectNode> after(Optional<ObjectNode> now) {
    return attach ? Optional.of(with(now, entries -> entries.add(entry()))) : without(now);
  }

  private Optional<ObjectNode> without(Optional<ObjectNode> now) {
    return now.map(json -> with(Optional.of(json), entries -> entries.remove(position(json))));
  }

  private ObjectNode entry() {
    return StorageJson.object().put("Path", path().toString());
  }

  private static ObjectNode with(Optional<ObjectNode> now, Consumer<ArrayNode> change) {
    ObjectNode json = now.orElseGet(StorageJson::object);
    ArrayNode entries = entries(json).deepCopy();
    change.accept(entries);
    StorageJson.set(json, StoragePaths.LIST, entries);
    return json;
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    Optional<String> attached = Optional.of("attached");
    return List.of(
        Alteration.ofWords(
            "storage path " + path() + " of " + repo(),
            attached.filter(word -> !attach),
            attached.filter(word -> attach)));
  }

  @Override
  Inspection judgeUndo(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    return isAttached(now) == attach ? Inspection.notDone("") : Inspection.done();
  }

  @Override
  Optional<ObjectNode> back(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    if (attach) {
      return without(now);
    }
    int position = earlier.map(this::position).orElse(-1);
    JsonNode entry = position < 0 ? entry() : entries(earlier.orElseThrow()).get(position);
    return Optional.of(
        with(
            now,
            entries -> entries.insert(Math.min(Math.max(position, 0), entries.size()), entry)));
  }
}
