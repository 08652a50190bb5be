package io.sectorsh.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one {@code [profile.NAME]} table. */
final class ProfileTable {
  private static final List<String> KEYS =
      List.of(
          "production",
          "miner",
          "full-node-api",
          "miner-api",
          "lotus-repo",
          "lotus-miner-repo",
          "damocles-api",
          "damocles-home");

  private final TomlLines lines;
  private final String name;
  private final JsonNode table;
  private final HomePath home;

  ProfileTable(TomlLines lines, String name, JsonNode table, Path home) {
    this.lines = lines;
    this.name = name;
    this.table = table;
    this.home = new HomePath(home);
    if (!table.isObject()) {
      throw lines.failure(
          "profile." + name + " must be a table, as in [profile." + name + "]", key(name));
    }
    lines.requireKnown(table, List.of("profile", name), KEYS);
  }

  /** What the table says; what it leaves out follows from the directories that it names. */
  Profile profile() {
    Optional<Path> repo = path("lotus-miner-repo");
    Optional<Path> damocles = path("damocles-home");
    return new Profile(
        name,
        production(),
        text("miner").map(this::address),
        text("full-node-api")
            .or(
                () ->
                    path("lotus-repo")
                        .map(path -> new RepoFiles(path).apiInfo(EnvironmentProfile.NODE_ADDRESS))),
        text("miner-api")
            .or(
                () ->
                    repo.map(
                        path -> new RepoFiles(path).apiInfo(EnvironmentProfile.MINER_ADDRESS))),
        repo,
        text("damocles-api").or(() -> damocles.map(path -> EnvironmentProfile.DAMOCLES_ADDRESS)),
        damocles);
  }

  private boolean production() {
    JsonNode value = table.path("production");
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw lines.failure("production must be true or false", key("production"));
    }
    return value.booleanValue();
  }

  private Address address(String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw lines.failure("miner must be an address such as f01000", key("miner"));
    }
  }

  private Optional<Path> path(String key) {
    return text(key).map(text -> home.read(text, lines.path() + " " + key));
  }

  private Optional<String> text(String key) {
    JsonNode value = table.path(key);
    if (!value.isMissingNode() && (!value.isTextual() || value.textValue().isBlank())) {
      throw lines.failure(key + " must be a text in quotes", key(key));
    }
    return Optional.ofNullable(value.textValue()).map(String::strip);
  }

  private List<String> key(String key) {
    return List.of("profile", name, key);
  }
}
