package io.sectorsh.lab.damocles;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.toml.TomlDocument;
import io.sectorsh.toml.TomlPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** The file beside a thread's data that overrules its configuration; read when it has changed. */
final class HotConfig {
  private static final TomlPath PLAN = TomlPath.parse("plan");

  private final Path file;
  private Optional<FileTime> lastModified = Optional.empty();
  private Optional<String> plan = Optional.empty();

  HotConfig(Path directory) {
    this.file = directory.resolve("config.toml");
  }

  /**
   * The plan that the file names, if there is a file and it names one.
   *
   * @throws OperatorException if what it says is no TOML
   */
  Optional<String> plan() {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      if (!lastModified.equals(Optional.of(modified))) {
        lastModified = Optional.of(modified);
        plan = read();
      }
    } catch (NoSuchFileException deleted) {
      lastModified = Optional.empty();
      plan = Optional.empty();
    } catch (IOException unreadable) {
      // As if it had not changed: so does the worker.
      return plan;
    }
    return plan;
  }

  private Optional<String> read() throws IOException {
    return TomlDocument.parse(Files.readString(file), file.toString(), false)
        .get(PLAN)
        .map(value -> value.asText());
  }
}
