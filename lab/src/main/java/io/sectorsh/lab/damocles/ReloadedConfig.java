package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A miner's configuration as the manager has it: as recorded, with the bounds of its numbers from
 * the file, as if every change of that were followed by SIGUSR1.
 */
final class ReloadedConfig {
  private final Path file;

  /**
   * @param file sector-manager.cfg
   */
  ReloadedConfig(Path file) {
    this.file = file;
  }

  ObjectNode read() {
    ObjectNode config = recorded();
    ObjectNode sector = (ObjectNode) config.path("Sector");
    document()
        .ifPresent(
            written -> {
              for (String key : new String[] {"InitNumber", "MinNumber", "MaxNumber"}) {
                written
                    .get(TomlPath.parse("Miners[0].Sector." + key))
                    .ifPresent(value -> sector.put(key, Long.parseLong(value.asText())));
              }
            });
    return config;
  }

  /** A file that cannot be read leaves things as they were, as in the manager. */
  private Optional<TomlDocument> document() {
    try {
      return Optional.of(TomlDocument.parse(Files.readString(file), file.toString(), false));
    } catch (IOException | OperatorException unreadable) {
      return Optional.empty();
    }
  }

  private static ObjectNode recorded() {
    try (InputStream in = ReloadedConfig.class.getResourceAsStream("miner-config.json")) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: miner-config.json");
      }
      return (ObjectNode) GoJson.first(in.readAllBytes()).orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
