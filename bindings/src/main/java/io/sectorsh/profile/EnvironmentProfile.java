package io.sectorsh.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says, in lotus' order: an address in a variable, then the repository that a
 * variable names, then the usual repository if there is one.
 */
final class EnvironmentProfile {
  static final String NODE_ADDRESS = "/ip4/127.0.0.1/tcp/1234/http";
  static final String MINER_ADDRESS = "/ip4/127.0.0.1/tcp/2345/http";
  static final String DAMOCLES_ADDRESS = "http://127.0.0.1:1789";

  private final Map<String, String> environment;
  private final HomePath home;

  EnvironmentProfile(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = new HomePath(home);
  }

  Profile load() {
    Optional<Path> minerRepo =
        directory("LOTUS_MINER_PATH", "LOTUS_STORAGE_PATH").or(() -> repo(".lotusminer"));
    Optional<Path> damocles = damoclesHome();
    return new Profile(
        "default",
        false,
        Optional.empty(),
        text("FULLNODE_API_INFO").or(this::nodeOfRepo),
        text("MINER_API_INFO", "STORAGE_API_INFO")
            .or(() -> minerRepo.map(path -> new RepoFiles(path).apiInfo(MINER_ADDRESS))),
        minerRepo,
        damocles.map(path -> DAMOCLES_ADDRESS),
        damocles);
  }

  private Optional<String> nodeOfRepo() {
    return directory("LOTUS_PATH")
        .or(() -> repo(".lotus"))
        .map(path -> new RepoFiles(path).apiInfo(NODE_ADDRESS));
  }

  private Optional<Path> damoclesHome() {
    return directory("DAMOCLES_PATH", "VENUS_SECTOR_MANAGER_PATH", "VSM_PATH")
        .or(() -> existing(".damocles-manager"))
        .or(() -> existing(".venus-sector-manager"));
  }

  private Optional<Path> repo(String name) {
    return existing(name).filter(path -> new RepoFiles(path).exists());
  }

  private Optional<Path> existing(String name) {
    return Optional.of(home.home().resolve(name)).filter(Files::isDirectory);
  }

  private Optional<Path> directory(String... variables) {
    for (String variable : variables) {
      Optional<String> value = text(variable);
      if (value.isPresent()) {
        return value.map(path -> home.read(path, variable));
      }
    }
    return Optional.empty();
  }

  private Optional<String> text(String... variables) {
    for (String variable : variables) {
      String value = environment.getOrDefault(variable, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
