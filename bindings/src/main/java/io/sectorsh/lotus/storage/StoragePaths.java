package io.sectorsh.lotus.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.textfile.TextView;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code storage.json} and each {@code sectorstore.json}. */
public final class StoragePaths {
  /** The file in each storage path that describes it. */
  public static final String STORE_FILE = "sectorstore.json";

  /** The member of {@code storage.json} that lists the paths. */
  public static final String LIST = "StoragePaths";

  private StoragePaths() {}

  /** All paths of a {@code storage.json}; none where there is no such file. */
  public static List<StoragePath> read(Path storageJson, TextView view) {
    List<StoragePath> paths = new ArrayList<>();
    StorageJson.find(storageJson, view)
        .ifPresent(
            json -> {
              for (JsonNode entry : StorageJson.member(json, LIST)) {
                paths.add(readStore(pathOf(storageJson, entry), view));
              }
            });
    return paths;
  }

  /** Where an entry of {@code storage.json} points to. */
  public static Path pathOf(Path storageJson, JsonNode entry) {
    try {
      return Path.of(StorageJson.member(entry, "Path").asText());
    } catch (InvalidPathException noPath) {
      throw StorageJson.malformed(storageJson, "holds a path that is none", noPath);
    }
  }

  /** A path as its {@code sectorstore.json} on disk describes it. */
  public static StoragePath readStore(Path path) {
    return readStore(path, new TextView());
  }

  /** A path as its {@code sectorstore.json} describes it in the eyes of a session. */
  public static StoragePath readStore(Path path, TextView view) {
    try {
      return store(path, StorageJson.read(path.resolve(STORE_FILE), view), Optional.empty());
    } catch (OperatorException problem) {
      return store(path, MissingNode.getInstance(), Optional.of(problem));
    }
  }

  /** A path with what its {@code sectorstore.json} holds, or why it cannot be read. */
  public static StoragePath store(Path path, JsonNode json, Optional<OperatorException> problem) {
    return new StoragePath(
        path,
        StorageJson.member(json, "ID").asText(),
        StorageJson.member(json, "Weight").asLong(),
        StorageJson.member(json, "CanSeal").asBoolean(),
        StorageJson.member(json, "CanStore").asBoolean(),
        StorageJson.member(json, "MaxStorage").asLong(),
        words(json, "Groups"),
        words(json, "AllowTo"),
        words(json, "AllowTypes"),
        words(json, "DenyTypes"),
        words(json, "AllowMiners"),
        words(json, "DenyMiners"),
        problem);
  }

  private static List<String> words(JsonNode json, String name) {
    List<String> words = new ArrayList<>();
    StorageJson.member(json, name).forEach(word -> words.add(word.asText()));
    return words;
  }
}
