package io.sectorsh.lotus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code storage.json} and each {@code sectorstore.json} as Go does: names in any case. */
final class StoragePaths {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  private StoragePaths() {}

  static List<StoragePath> read(Path storageJson) {
    List<StoragePath> paths = new ArrayList<>();
    if (Files.notExists(storageJson)) {
      return paths;
    }
    for (JsonNode entry : member(json(storageJson), "StoragePaths")) {
      paths.add(readStore(path(storageJson, member(entry, "Path").asText())));
    }
    return paths;
  }

  private static Path path(Path storageJson, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException noPath) {
      throw malformed(storageJson, "holds a path that is none", noPath);
    }
  }

  private static StoragePath readStore(Path path) {
    try {
      return store(path, json(path.resolve("sectorstore.json")), Optional.empty());
    } catch (OperatorException problem) {
      return store(path, MissingNode.getInstance(), Optional.of(problem));
    }
  }

  private static StoragePath store(Path path, JsonNode json, Optional<OperatorException> problem) {
    return new StoragePath(
        path,
        member(json, "ID").asText(),
        member(json, "Weight").asLong(),
        member(json, "CanSeal").asBoolean(),
        member(json, "CanStore").asBoolean(),
        member(json, "MaxStorage").asLong(),
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
    member(json, name).forEach(word -> words.add(word.asText()));
    return words;
  }

  private static JsonNode member(JsonNode json, String name) {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode json(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw malformed(file, "far too long for such a file", null);
      }
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      if (!json.isObject()) {
        throw malformed(file, "not a JSON object", null);
      }
      return json;
    } catch (JsonProcessingException notJson) {
      throw malformed(file, "not JSON: " + notJson.getOriginalMessage(), notJson);
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  private static OperatorException malformed(Path file, String what, @Nullable Exception cause) {
    return new OperatorException(
        ErrorCode.DAMAGED, what, file.toString(), "Compare it with that of another path.", cause);
  }
}
