package io.sectorsh.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Changes which storage paths a repository has, and their settings. */
final class StorageEdit {
  private static final long WEIGHT = 10;
  private static final List<String> LISTS =
      List.of("Groups", "AllowTo", "AllowTypes", "DenyTypes", "AllowMiners", "DenyMiners");

  private final LotusRepo repo;
  private final Path storageJson;

  StorageEdit(LotusRepo repo) {
    this.repo = repo;
    this.storageJson = repo.getPath().resolve("storage.json");
  }

  StoragePath attach(Path given) {
    Path path = given.toAbsolutePath().normalize();
    repo.requireApply(
        "attach the storage path " + path + " in " + storageJson,
        Optional.of("lotus.miner.changes.attach('" + path + "'), while lotus-miner runs"));
    return locked(() -> attached(path));
  }

  /** No miner can start and write the same file meanwhile. */
  private StoragePath locked(Supplier<StoragePath> change) {
    RepoLock lock = RepoLock.take(repo);
    try {
      return change.get();
    } finally {
      lock.close();
    }
  }

  private StoragePath attached(Path path) {
    StoragePath store = StoragePaths.readStore(path);
    checkUsable(store);
    ObjectNode json =
        Files.exists(storageJson) ? StorageJson.read(storageJson) : StorageJson.object();
    ArrayNode paths = entries(json);
    paths.add(StorageJson.object().put("Path", path.toString()));
    StorageJson.set(json, "StoragePaths", paths);
    StorageJson.write(storageJson, json);
    return store;
  }

  private void checkUsable(StoragePath store) {
    store
        .problem()
        .ifPresent(
            told -> {
              throw told;
            });
    if (store.id().isEmpty()) {
      throw refused("has no ID in " + StoragePaths.STORE_FILE, store.path(), "Use init.");
    }
    for (StoragePath other : repo.getStoragePaths()) {
      if (isSame(other.path(), store.path())) {
        throw refused("is attached already", store.path(), "See: storage.list");
      }
      if (other.id().equals(store.id())) {
        throw refused(
            "has the ID " + store.id() + " of " + other.path(),
            store.path(),
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

  StoragePath init(Path given, Consumer<StorageSettings> settings) {
    Path path = given.toAbsolutePath().normalize();
    repo.requireApply("make " + path + " a storage path and attach it");
    Path file = path.resolve(StoragePaths.STORE_FILE);
    if (Files.exists(file)) {
      throw refused("is a storage path already", path, "Use attach.");
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
    return locked(
        () -> {
          createDirectory(path);
          StorageJson.write(file, json);
          return attached(path);
        });
  }

  private void createDirectory(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw RepoFailures.of(path, failure);
    }
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
    StoragePath store = find(which);
    repo.requireApply(
        "detach the storage path " + store.path() + " in " + storageJson,
        Optional.of("lotus.miner.changes.detach('" + store.path() + "'), while lotus-miner runs"));
    return locked(() -> detached(store));
  }

  private StoragePath detached(StoragePath store) {
    ObjectNode json = StorageJson.read(storageJson);
    ArrayNode left = json.arrayNode();
    for (JsonNode entry : entries(json)) {
      if (!isSame(StoragePaths.pathOf(storageJson, entry), store.path())) {
        left.add(entry);
      }
    }
    StorageJson.set(json, "StoragePaths", left);
    StorageJson.write(storageJson, json);
    return store;
  }

  StoragePath change(String which, Consumer<StorageSettings> settings) {
    StoragePath store = find(which);
    Path file = store.path().resolve(StoragePaths.STORE_FILE);
    repo.requireApply("change " + file);
    ObjectNode json = StorageJson.read(file);
    ObjectNode before = json.deepCopy();
    settings.accept(new StorageSettings(json, file.toString()));
    if (!json.equals(before)) {
      StorageJson.write(file, json);
    }
    return StoragePaths.readStore(store.path());
  }

  private StoragePath find(String which) {
    return repo.getStoragePaths().stream()
        .filter(store -> store.id().equals(which) || isSame(store.path(), Path.of(which)))
        .findFirst()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "no storage path " + which,
                    storageJson.toString(),
                    "Give the UUID or the path of one in: storage.list"));
  }

  private static ArrayNode entries(ObjectNode json) {
    return StorageJson.member(json, "StoragePaths") instanceof ArrayNode entries
        ? entries
        : json.arrayNode();
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return one.toRealPath().equals(other.toRealPath());
    } catch (IOException elsewhere) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  private static OperatorException refused(String what, Path where, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, where.toString(), next);
  }
}
