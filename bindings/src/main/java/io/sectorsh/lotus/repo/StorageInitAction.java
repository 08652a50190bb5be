package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.textfile.TextView;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a directory a storage path: the directory where there is none, and its {@code
 * sectorstore.json}. Undone, both go, as long as nothing else is in it.
 */
final class StorageInitAction extends StorageFileAction {
  static final String KIND = "lotus.repo.storage.init";

  private final ObjectNode content;
  private final int missing;

  /**
   * @param missing how many directories, the path itself included, are to be made
   */
  StorageInitAction(LotusRepo repo, Path path, ObjectNode content, int missing) {
    super(repo, path);
    this.content = content;
    this.missing = missing;
  }

  /** How many directories have to be made for this path. */
  static int missing(Path path) {
    int count = 0;
    for (Path at = path; at != null && Files.notExists(at); at = at.getParent()) {
      count++;
    }
    return count;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = super.parameters().put("missing", missing);
    return parameters.set("settings", content);
  }

  @Override
  public String describe() {
    return "make " + path() + " a storage path";
  }

  @Override
  Path file() {
    return path().resolve(StoragePaths.STORE_FILE);
  }

  /** There was none. */
  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  private boolean isContent(ObjectNode json) {
    return json.toString().equals(content.toString());
  }

  @Override
  Inspection judge(Optional<ObjectNode> now, TextView view) {
    if (now.isEmpty()) {
      return Inspection.notDone("");
    }
    return now.filter(this::isContent).isPresent()
        ? Inspection.done()
        : Inspection.conflict(path() + " is a storage path already", "Use attach.");
  }

  @Override
  Optional<ObjectNode> after(Optional<ObjectNode> now) {
    return Optional.of(content);
  }

  @Override
  public void apply(BatchContext context) {
    hold(context);
    try {
      Files.createDirectories(path());
      Path made = path();
      for (int at = 0; at < missing && made.getParent() != null; at++) {
        made = made.getParent();
        context.syncLater(made);
      }
    } catch (IOException failure) {
      throw RepoFailures.of(path(), failure);
    }
    super.apply(context);
  }

  @Override
  Inspection judgeUndo(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    if (now.isEmpty()) {
      return missing > 0 && isEmpty(path()) ? Inspection.notDone("") : Inspection.done();
    }
    return now.filter(this::isContent).isPresent()
        ? Inspection.notDone("")
        : Inspection.conflict(
            "the settings of " + path() + " were changed since",
            "Remove its " + StoragePaths.STORE_FILE + " by hand if it is not needed.");
  }

  private static boolean isEmpty(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }

  @Override
  Optional<ObjectNode> back(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    return Optional.empty();
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    super.undo(before, context);
    Path made = path();
    try {
      for (int at = 0; at < missing && made != null; at++) {
        Files.deleteIfExists(made);
        made = made.getParent();
      }
    } catch (DirectoryNotEmptyException used) {
      // Somebody has put something there: it stays with its directory.
    } catch (IOException failure) {
      throw RepoFailures.of(path(), failure);
    }
    if (made != null) {
      context.syncLater(made);
    }
  }
}
