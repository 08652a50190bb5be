package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.storage.StorageJson;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.lotus.storage.StorageSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Changes which storage paths a repository has, and their settings, by actions: done now, or made
 * part of a plan, for which a miner may run.
 */
final class StorageEdit {
  private static final long WEIGHT = 10;
  private static final List<String> LISTS =
      List.of("Groups", "AllowTo", "AllowTypes", "DenyTypes", "AllowMiners", "DenyMiners");

  private final LotusRepo repo;

  StorageEdit(LotusRepo repo) {
    this.repo = repo;
  }

  StoragePath attach(Path given) {
    Path path = given.toAbsolutePath().normalize();
    PathEntryAction action = new PathEntryAction(repo, path, true, false);
    requireStopped(action.describe());
    if (!repo.isPlanning()) {
      if (action.isAttached(StorageJson.find(action.file(), repo.texts()))) {
        throw action.refused("is attached already", "See: storage.list");
      }
      action.requireUsable(repo.texts());
    }
    repo.submit(action);
    return StoragePaths.readStore(path, repo.texts());
  }

  /** What is in the way now is told before anything else; a plan is made while a miner runs. */
  private void requireStopped(String change) {
    repo.requireChange(change);
    if (!repo.isPlanning()) {
      RepoLock.take(repo).close();
    }
  }

  StoragePath init(Path given, Consumer<StorageSettings> settings) {
    Path path = given.toAbsolutePath().normalize();
    requireStopped("make " + path + " a storage path and attach it");
    Path file = path.resolve(StoragePaths.STORE_FILE);
    PathEntryAction entry = new PathEntryAction(repo, path, true, true);
    if (StorageJson.find(file, repo.texts()).isPresent()) {
      throw entry.refused("is a storage path already", "Use attach.");
    }
    ObjectNode json = fresh();
    settings.accept(new StorageSettings(json, file.toString()));
    StoragePath wanted = StoragePaths.store(path, json, Optional.empty());
    if (!wanted.canSeal() && !wanted.canStore()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a new path must be for sealing, for storing, or both",
          path.toString(),
          "Add canSeal(true) or canStore(true).");
    }
    repo.submit(new StorageInitAction(repo, path, json, StorageInitAction.missing(path)));
    repo.submit(entry);
    return wanted;
  }

  /** All members in lotus' order, as its own attaching writes them. */
  private static ObjectNode fresh() {
    ObjectNode json =
        StorageJson.object()
            .put("ID", UUID.randomUUID().toString())
            .put("Weight", WEIGHT)
            .put("CanSeal", false)
            .put("CanStore", false)
            .put("MaxStorage", 0);
    LISTS.forEach(name -> json.set(name, NullNode.getInstance()));
    return json;
  }

  StoragePath detach(String which) {
    requireStopped("detach the storage path " + which + " in " + repo.getStorageFile());
    StoragePath store = find(which);
    repo.submit(new PathEntryAction(repo, store.path(), false, false));
    return store;
  }

  StoragePath change(String which, Consumer<StorageSettings> settings) {
    repo.requireChange("change the settings of the storage path " + which);
    StoragePath store = find(which);
    Path file = store.path().resolve(StoragePaths.STORE_FILE);
    ObjectNode before = StorageJson.read(file, repo.texts());
    ObjectNode after = before.deepCopy();
    settings.accept(new StorageSettings(after, file.toString()));
    ObjectNode wanted = StorageJson.object();
    after
        .properties()
        .forEach(
            member -> {
              if (!member.getValue().toString().equals(before.path(member.getKey()).toString())) {
                wanted.set(member.getKey(), member.getValue());
              }
            });
    if (!wanted.isEmpty()) {
      repo.submit(new StorageSettingsAction(repo, store.path(), wanted));
    }
    return StoragePaths.readStore(store.path(), repo.texts());
  }

  private StoragePath find(String which) {
    return repo.getStoragePaths().stream()
        .filter(store -> store.id().equals(which) || isSame(store.path(), which))
        .findFirst()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "no storage path " + which,
                    repo.getStorageFile().toString(),
                    "Give the UUID or the path of one in: storage.list"));
  }

  private static boolean isSame(Path path, String which) {
    return PathEntryAction.isSame(path, Path.of(which));
  }
}
