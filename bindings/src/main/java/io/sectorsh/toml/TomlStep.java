package io.sectorsh.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.textfile.TextDiff;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is changed in a TOML file; whether it is done can be seen from the file.
 *
 * @param kind what is done
 * @param path the value, table or array of tables
 * @param value the new value or table; missing for a removal
 */
public record TomlStep(Kind kind, TomlPath path, JsonNode value) {
  /** What can be done. */
  public enum Kind {
    /** A value is set. */
    SET,
    /** A value or table is removed. */
    REMOVE,
    /** A table is added to an array of tables. */
    ADD
  }

  /** Sets a value; see {@link TomlDocument#with}. */
  public static TomlStep set(TomlPath path, @Nullable Object value) {
    return new TomlStep(Kind.SET, path, TomlText.tree(value));
  }

  /** Removes a value or a table; see {@link TomlDocument#without}. */
  public static TomlStep remove(TomlPath path) {
    return new TomlStep(Kind.REMOVE, path, MissingNode.getInstance());
  }

  /** Adds a table to an array of tables; see {@link TomlDocument#withElement}. */
  public static TomlStep add(TomlPath array, Map<String, ?> values) {
    return new TomlStep(Kind.ADD, array, TomlText.tree(values));
  }

  /** The document after it. */
  TomlDocument in(TomlDocument document) {
    return switch (kind) {
      case SET -> document.with(path, value);
      case REMOVE -> document.without(path);
      case ADD -> document.withElement(path, (ObjectNode) value);
    };
  }

  boolean isDoneIn(TomlDocument document) {
    JsonNode found = seen(document);
    return switch (kind) {
      case SET -> TomlTrees.same(found, value);
      case REMOVE -> found.isMissingNode();
      case ADD -> holds(found);
    };
  }

  private boolean holds(JsonNode tables) {
    for (JsonNode table : tables) {
      boolean same = true;
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        same &= TomlTrees.same(table.path(member.getKey()), member.getValue());
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** What stands there now. */
  JsonNode seen(TomlDocument document) {
    return document.get(path).orElse(MissingNode.getInstance());
  }

  /** Whether a token or the like is written, which no journal may keep. */
  boolean isSecret() {
    String line = path.lastKey() + " = " + TomlText.of(value);
    return kind != Kind.REMOVE && !TextDiff.withoutTokens(line).equals(line);
  }

  /** The value as people may see it. */
  static String shown(TomlPath path, JsonNode value) {
    return TextDiff.withoutTokens(path.lastKey() + " = " + TomlText.of(value))
        .substring((path.lastKey() + " = ").length());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", kind.name().toLowerCase(Locale.ROOT)).put("path", path.toString());
    if (kind != Kind.REMOVE) {
      json.set("value", value);
    }
    return json;
  }

  static TomlStep read(JsonNode json) {
    Kind kind = Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT));
    return new TomlStep(kind, TomlPath.parse(json.path("path").asText()), json.path("value"));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case SET -> "set " + path + " to " + (isSecret() ? "<token>" : TomlText.of(value));
      case REMOVE -> "remove " + path;
      case ADD -> "add a table to " + path;
    };
  }
}
