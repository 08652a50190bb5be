package io.sectorsh.profile;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the profile of a session: a named one of {@code config.toml}, or what the environment says
 * in the variables that lotus and damocles know.
 *
 * <p>A named profile takes nothing from the environment, so that a variable left over from another
 * miner cannot slip into it.
 */
public final class Profiles {
  /** The name that asks for the environment even where the file has a default. */
  public static final String ENVIRONMENT = "environment";

  private Profiles() {}

  /** Where the profiles are kept: {@code ~/.config/sectorsh/config.toml}, or XDG's place for it. */
  public static Path file(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return (configured.isBlank() ? home.resolve(".config") : Path.of(configured))
        .resolve("sectorsh/config.toml");
  }

  /**
   * The profile to use.
   *
   * @param environment the variables
   * @param home the user's home directory
   * @param name which one; if empty the file's {@code default}, else the environment
   * @throws OperatorException BAD_VALUE if the file is wrong, NOT_CONFIGURED if it has no such
   *     profile
   */
  public static Profile load(Map<String, String> environment, Path home, Optional<String> name) {
    EnvironmentProfile ambient = new EnvironmentProfile(environment, home);
    if (name.filter(ENVIRONMENT::equals).isPresent()) {
      return ambient.load();
    }
    ProfileFile file = ProfileFile.read(file(environment, home), home);
    Optional<String> wanted = name.or(file::defaultName);
    return wanted.isEmpty() ? ambient.load() : named(file, wanted.get());
  }

  /** A profile of this user, by name, with this process' own variables. */
  public static Profile named(String name) {
    return load(System.getenv(), HomePath.ofUser().home(), Optional.of(name));
  }

  /** The names of the profiles in the file, in its order. */
  public static List<String> names(Map<String, String> environment, Path home) {
    return ProfileFile.read(file(environment, home), home).names();
  }

  private static Profile named(ProfileFile file, String name) {
    return file.profile(name)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_CONFIGURED,
                    "there is no profile " + name,
                    file.path().toString(),
                    file.names().isEmpty()
                        ? "Add a table [profile." + name + "] to it."
                        : "Choose one of " + String.join(", ", file.names()) + "."));
  }
}
