package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.RepoFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys that are set in {@code config.toml}; commented ones are lotus' defaults. */
public final class RepoConfig {
  private static final TomlMapper TOML = new TomlMapper();
  private static final Pattern SECRET = Pattern.compile(".*(apiinfo|password|token|secret).*");

  private RepoConfig() {}

  /**
   * Reads {@code config.toml}.
   *
   * @throws OperatorException NOT_FOUND, NO_PERMISSION, DAMAGED
   */
  public static Map<String, Object> read(Path file) {
    if (Files.notExists(file)) {
      return Map.of();
    }
    try {
      Map<String, Object> config =
          TOML.readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
      return withoutSecrets(config);
    } catch (JsonProcessingException notToml) {
      throw new OperatorException(
          ErrorCode.DAMAGED,
          "is not TOML, in line " + notToml.getLocation().getLineNr(),
          file.toString(),
          "lotus-miner does not start with it either: mend that line.");
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  /** Some values hold tokens or passwords; nothing that can be printed holds them. */
  private static Map<String, Object> withoutSecrets(Map<?, ?> config) {
    Map<String, Object> shown = new LinkedHashMap<>();
    config.forEach((key, value) -> shown.put(key.toString(), shown(key.toString(), value)));
    return shown;
  }

  private static Object shown(String key, Object value) {
    if (value instanceof Map<?, ?> section) {
      return withoutSecrets(section);
    }
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches() ? "(hidden)" : value;
  }
}
