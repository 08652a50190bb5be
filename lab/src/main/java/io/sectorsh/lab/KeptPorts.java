package io.sectorsh.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.transport.GoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The ports that a lab's daemons had when they last ran. They get them again where those are free,
 * so that addresses in plans, journals and notes stay right.
 */
final class KeptPorts {
  private static final String FILE = "ports.json";

  private final Path file;
  private final TreeMap<String, Integer> ports = new TreeMap<>();

  private KeptPorts(Path file) {
    this.file = file;
  }

  /** Those of the lab in a directory; none if it is new. */
  static KeptPorts of(Path directory) throws IOException {
    KeptPorts kept = new KeptPorts(directory.resolve(FILE));
    if (Files.exists(kept.file)) {
      GoJson.first(Files.readAllBytes(kept.file)).ifPresent(kept::read);
    }
    return kept;
  }

  private void read(JsonNode json) {
    json.properties().forEach(port -> ports.put(port.getKey(), port.getValue().asInt()));
  }

  /** The port that a daemon had; 0, which stands for any free one, if it had none. */
  int last(String daemon) {
    return ports.getOrDefault(daemon, 0);
  }

  /** Takes down the port that a daemon has now. */
  void keep(String daemon, int port) {
    ports.put(daemon, port);
  }

  void save() throws IOException {
    ObjectNode json = GoJson.object();
    ports.forEach(json::put);
    Files.write(file, GoJson.indented(json));
  }
}
