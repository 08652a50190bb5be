package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds stores as {@code ScanPersistStores} does: each directory that a glob matches and that has a
 * {@code sectorstore.json}. A glob matches within a name; {@code **} and braces mean nothing.
 */
final class StoreGlobs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoreGlobs() {}

  static List<ConfiguredStore> scan(String glob, String where) {
    List<ConfiguredStore> stores = new ArrayList<>();
    for (Path directory : matches(glob)) {
      Path file = directory.resolve("sectorstore.json");
      if (Files.isRegularFile(file)) {
        stores.add(store(directory, file, where));
      }
    }
    return stores;
  }

  private static Iterable<Path> matches(String glob) {
    Path pattern = Path.of(glob);
    List<Path> found = List.of(pattern.isAbsolute() ? Path.of("/") : Path.of(""));
    for (Path part : pattern) {
      List<Path> next = new ArrayList<>();
      found.forEach(directory -> next.addAll(children(directory, part.toString())));
      found = next;
    }
    return new TreeSet<>(found);
  }

  private static List<Path> children(Path directory, String name) {
    if (!name.matches(".*[*?\\[].*")) {
      Path child = directory.resolve(name);
      return Files.exists(child) ? List.of(child) : List.of();
    }
    List<Path> children = new ArrayList<>();
    String javaGlob = name.replace("{", "\\{").replace("}", "\\}").replace("**", "*");
    try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, javaGlob)) {
      matching.forEach(children::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // As the manager: what cannot be read holds no store.
      return children;
    }
    return children;
  }

  private static ConfiguredStore store(Path directory, Path file, String where) {
    JsonNode json = JSON.missingNode();
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException malformed) {
      // The store is listed under its path: its name is not known.
      json = JSON.missingNode();
    }
    String named = member(json, "Name").asText("");
    String id = member(json, "ID").asText("");
    String name = !named.isEmpty() ? named : !id.isEmpty() ? id : directory.toString();
    return new ConfiguredStore(
        name,
        directory,
        member(json, "Strict").asBoolean(),
        member(json, "ReadOnly").asBoolean(),
        member(json, "Weight").asLong(),
        ManagerConfig.numbers(member(json, "AllowMiners")),
        ManagerConfig.numbers(member(json, "DenyMiners")),
        true,
        where + " (" + file + ")");
  }

  private static JsonNode member(JsonNode json, String name) {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return JSON.missingNode();
  }
}
