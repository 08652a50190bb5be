package io.sectorsh.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's {@code config.toml}, checked as a whole when it is read. */
final class ProfileFile {
  private final Path path;
  private final Optional<String> defaultName;
  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  private ProfileFile(Path path, String text, Path home) {
    this.path = path;
    TomlLines lines = new TomlLines(path, text);
    JsonNode root = parse(lines, text);
    lines.requireKnown(root, List.of(), List.of("default", "profile"));
    JsonNode chosen = root.path("default");
    if (!chosen.isMissingNode() && !chosen.isTextual()) {
      throw lines.failure("default must be the name of a profile in quotes", List.of("default"));
    }
    this.defaultName = Optional.ofNullable(chosen.textValue());
    JsonNode tables = root.path("profile");
    if (!tables.isMissingNode() && !tables.isObject()) {
      throw lines.failure("profile must be a table, as in [profile.main]", List.of("profile"));
    }
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      ProfileTable reader = new ProfileTable(lines, table.getKey(), table.getValue(), home);
      profiles.put(table.getKey(), reader.profile());
    }
  }

  /** Reads the file; one that does not exist has no profiles. */
  static ProfileFile read(Path path, Path home) {
    try {
      return new ProfileFile(path, Files.readString(path), home);
    } catch (NoSuchFileException absent) {
      return new ProfileFile(path, "", home);
    } catch (AccessDeniedException denied) {
      throw new OperatorException(
          ErrorCode.NO_PERMISSION,
          "the configuration cannot be read",
          path.toString(),
          "Make it readable for this user.",
          denied);
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED, "the configuration cannot be read", path.toString(), "", failure);
    }
  }

  private static JsonNode parse(TomlLines lines, String text) {
    try {
      return new TomlMapper().readTree(text);
    } catch (JsonProcessingException malformed) {
      // Without the cause, which may repeat what was read.
      throw lines.failureAt(
          "this is not TOML",
          malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr());
    }
  }

  Path path() {
    return path;
  }

  Optional<String> defaultName() {
    return defaultName;
  }

  List<String> names() {
    return List.copyOf(profiles.keySet());
  }

  Optional<Profile> profile(String name) {
    return Optional.ofNullable(profiles.get(name));
  }
}
