package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The storage paths of a miner that runs, by UUID. What is in them is looked at whenever it is
 * asked for, so declaring them anew has nothing to do. Safe for use by several threads.
 */
public final class MinerPaths {
  /** Directories of a storage path; the bit of the n-th is 2 to the n. */
  static final List<String> KINDS =
      List.of("unsealed", "sealed", "cache", "update", "update-cache", "piece");

  private final Path repo;
  private final Map<String, Path> paths = Collections.synchronizedMap(new LinkedHashMap<>());

  /** Those that the miner starts with: its repository and a store. */
  public MinerPaths(StoreLayout layout, SeededBytes seeded) {
    this.repo = layout.lotusRepo();
    paths.put(LotusFiles.storageId(seeded, "repo"), layout.lotusRepo());
    paths.put(LotusFiles.storageId(seeded, "lotus store"), layout.lotusStore());
  }

  Map<String, Path> all() {
    synchronized (paths) {
      return new LinkedHashMap<>(paths);
    }
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.admin("StorageAddLocal", call -> attach(Path.of(call.text(0))), ParameterType.STRING);
    table.admin("StorageDetachLocal", call -> detach(Path.of(call.text(0))), ParameterType.STRING);
    table.admin(
        "StorageRedeclareLocal",
        call -> redeclare(call.text(0)),
        ParameterType.STRING,
        ParameterType.BOOL);
  }

  private synchronized JsonNode attach(Path path) {
    Path file = path.resolve("sectorstore.json");
    String id;
    try {
      id = GoJson.first(Files.readAllBytes(file)).orElseThrow().path("ID").asText();
      for (String kind : KINDS) {
        Files.createDirectories(path.resolve(kind));
      }
    } catch (IOException missing) {
      throw RpcFault.application(
          "opening local path: reading storage metadata for %s: open %s: no such file or directory"
              .formatted(path, file));
    }
    if (paths.putIfAbsent(id, path) != null) {
      throw RpcFault.application(
          "opening local path: path with ID %s already opened: '%s'".formatted(id, path));
    }
    write();
    return NullNode.instance;
  }

  private synchronized JsonNode detach(Path path) {
    if (!paths.containsValue(path)) {
      throw RpcFault.application("local storage path " + path + " isn't configured");
    }
    paths.values().remove(path);
    write();
    return NullNode.instance;
  }

  private JsonNode redeclare(String id) {
    if (!id.isEmpty() && !paths.containsKey(id)) {
      throw RpcFault.application("local storage with ID %s isn't opened".formatted(id));
    }
    return NullNode.instance;
  }

  private void write() {
    ObjectNode json = GoJson.object();
    ArrayNode list = json.putArray("StoragePaths");
    all().values().forEach(path -> list.addObject().put("Path", path.toString()));
    try {
      Files.writeString(repo.resolve("storage.json"), json.toPrettyString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
