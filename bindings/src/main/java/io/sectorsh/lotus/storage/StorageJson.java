package io.sectorsh.lotus.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.textfile.TextFile;
import io.sectorsh.textfile.TextView;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The small JSON files of storage paths, read as Go reads them (names in any case) and written as
 * Go writes them, so that an unchanged file stays byte by byte as it was.
 */
public final class StorageJson {
  private static final int MOST_LETTERS = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      JSON.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator(""))
              .withObjectIndenter(INDENT)
              .withArrayIndenter(INDENT));

  private StorageJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Reads a file as it is on disk. */
  public static ObjectNode read(Path file) {
    return read(file, new TextView());
  }

  /** The file as a session sees it. */
  public static ObjectNode read(Path file, TextView view) {
    return find(file, view)
        .orElseThrow(() -> RepoFailures.of(file, new NoSuchFileException(file.toString())));
  }

  /** The same; empty if there is no such file. */
  public static Optional<ObjectNode> find(Path file, TextView view) {
    return new TextFile(file, () -> view).text().map(text -> parse(file, text));
  }

  /** Reads the text of a file. */
  public static ObjectNode parse(Path file, String text) {
    try {
      if (text.length() > MOST_LETTERS) {
        throw malformed(file, "far too long for such a file", null);
      }
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw malformed(file, "not a JSON object", null);
    } catch (JsonProcessingException notJson) {
      throw malformed(file, "not JSON: " + notJson.getOriginalMessage(), notJson);
    }
  }

  /** As Go writes it, indented by two. */
  public static String text(ObjectNode json) {
    try {
      return WRITER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A member under its name in any case; missing if there is none. */
  public static JsonNode member(JsonNode json, String name) {
    return nameOf(json, name).<JsonNode>map(json::get).orElse(MissingNode.getInstance());
  }

  /** Sets a member to a value, or takes it away if that is missing. */
  public static void put(ObjectNode json, String name, JsonNode value) {
    if (value.isMissingNode()) {
      nameOf(json, name).ifPresent(json::remove);
    } else {
      set(json, name, value);
    }
  }

  /** Sets a member under the name that it has already, in whatever case. */
  public static void set(ObjectNode json, String name, JsonNode value) {
    json.set(nameOf(json, name).orElse(name), value);
  }

  private static Optional<String> nameOf(JsonNode json, String name) {
    return json.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name::equalsIgnoreCase)
        .reduce((earlier, later) -> later);
  }

  static OperatorException malformed(Path file, String what, @Nullable Exception cause) {
    return new OperatorException(
        ErrorCode.DAMAGED, what, file.toString(), "Compare it with that of another path.", cause);
  }
}
