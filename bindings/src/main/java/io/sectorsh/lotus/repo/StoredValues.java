package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.migration.Fingerprint;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of a repository's metadata with their values, empty where there is none.
 *
 * @param values by key
 */
record StoredValues(Map<String, Optional<byte[]>> values) {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  static StoredValues of(String key, Optional<byte[]> value) {
    return new StoredValues(Map.of(key, value));
  }

  /** What a snapshot has under these keys. */
  static StoredValues now(RepoSnapshot snapshot, Set<String> keys) {
    Map<String, Optional<byte[]>> values = new TreeMap<>();
    keys.forEach(key -> values.put(key, snapshot.getDatabase().get(LotusKeys.bytes(key))));
    return new StoredValues(values);
  }

  static StoredValues read(JsonNode json) {
    Map<String, Optional<byte[]>> values = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> each : json.properties()) {
        JsonNode value = each.getValue();
        values.put(each.getKey(), value.isNull() ? Optional.empty() : Optional.of(bytes(value)));
      }
    } catch (IOException | IllegalArgumentException notBase64) {
      throw damaged(json, notBase64);
    }
    return new StoredValues(values);
  }

  private static byte[] bytes(JsonNode value) throws IOException {
    return value.isTextual() ? Base64.getDecoder().decode(value.textValue()) : value.binaryValue();
  }

  static StoredValues read(byte[] json) {
    try {
      return read(JSON.readTree(json));
    } catch (IOException notJson) {
      throw damaged(JsonNodeFactory.instance.binaryNode(json), notJson);
    }
  }

  private static OperatorException damaged(JsonNode json, Exception cause) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "these are no values of lotus' metadata",
        json.toString(),
        "Make the plan again.",
        cause);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach((key, value) -> json.put(key, value.orElse(null)));
    return json;
  }

  boolean isSame(StoredValues other) {
    return values.keySet().equals(other.values.keySet())
        && values.entrySet().stream()
            .allMatch(
                each -> Arrays.equals(each.getValue().orElse(null), other.get(each.getKey())));
  }

  private byte @Nullable [] get(String key) {
    return values.getOrDefault(key, Optional.empty()).orElse(null);
  }

  void putInto(RepoEdit edit) {
    values.forEach(edit::restore);
  }

  String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              fingerprint.and(key).and(value.isPresent() ? 1 : 0);
              value.ifPresent(fingerprint::and);
            });
    return fingerprint.text();
  }
}
