package io.sectorsh.toml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a TOML file with what it says. A change gives another document, in which every other
 * character is as it was: comments, order, blank lines. Immutable.
 *
 * <p>No text made from it but {@link #text} holds what the file says: it may hold tokens.
 */
public final class TomlDocument {
  private static final TomlMapper TOML = new TomlMapper();

  private final String where;
  private final boolean anyCase;
  private final String text;
  private final ObjectNode tree;
  private final List<TomlSpan> spans;

  private TomlDocument(String where, boolean anyCase, String text, ObjectNode tree) {
    this.where = where;
    this.anyCase = anyCase;
    this.text = text;
    this.tree = tree;
    this.spans = TomlScan.of(text);
  }

  /**
   * Reads a document.
   *
   * @param where the file, for failures
   * @param anyCase whether the program that reads the file matches keys in any case, as Go does
   * @throws OperatorException BAD_VALUE with the line, if it is no TOML; what stands there is not
   *     repeated
   */
  public static TomlDocument parse(String text, String where, boolean anyCase) {
    try {
      // A mark at the begin is no part of the text.
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return new TomlDocument(where, anyCase, plain, tree(plain));
    } catch (JsonProcessingException malformed) {
      JsonLocation location = malformed.getLocation();
      String reason = reason(String.valueOf(malformed.getOriginalMessage()));
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this is not TOML" + reason,
          where + (location == null ? "" : " line " + location.getLineNr()),
          "Correct the line and try again.");
    }
  }

  private static ObjectNode tree(String text) throws JsonProcessingException {
    return TOML.readTree(text) instanceof ObjectNode object ? object : TOML.createObjectNode();
  }

  /** Of the parser's words only those that cannot repeat what the file says. */
  private static String reason(String message) {
    return message.startsWith("Duplicate key") ? ": a key is set twice" : "";
  }

  /** A key between quotes, without its escapes. */
  static String unescaped(String inner) {
    try {
      return TOML.readTree("k = \"" + inner + "\"").path("k").asText();
    } catch (JsonProcessingException impossible) {
      return inner;
    }
  }

  /** The whole text, which may hold tokens. */
  public String text() {
    return text;
  }

  /** Where it is from. */
  public String where() {
    return where;
  }

  /** What it says, as a copy. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /** The value of a path, if it is set. */
  public Optional<JsonNode> get(TomlPath path) {
    JsonNode node = node(spelled(path));
    return node.isMissingNode() ? Optional.empty() : Optional.of(node.deepCopy());
  }

  private JsonNode node(TomlPath path) {
    JsonNode node = tree;
    for (Object part : path.parts()) {
      node = part instanceof Integer place ? node.path(place) : node.path(part.toString());
    }
    return node;
  }

  /** The line that sets a path or begins its table, counted from 1; 0 if none does. */
  public int lineOf(TomlPath path) {
    TomlPath wanted = spelled(path);
    int line = 0;
    int length = -1;
    for (TomlSpan span : spans) {
      boolean leads = wanted.startsWith(span.path()) || span.path().startsWith(wanted);
      int shared = Math.min(wanted.parts().size(), span.path().parts().size());
      if (leads && shared > length && !span.path().equals(TomlPath.ROOT)) {
        line = span.line();
        length = shared;
      }
    }
    return line;
  }

  /** The place of a path, for a person: the file and the line. */
  public String place(TomlPath path) {
    int line = lineOf(path);
    return line == 0 ? where : where + " line " + line;
  }

  /** The path with its keys as the file spells them, where it has them. */
  TomlPath spelled(TomlPath path) {
    TomlPath found = TomlPath.ROOT;
    JsonNode node = tree;
    for (Object part : path.parts()) {
      String key = part instanceof String wanted ? spelled(node, wanted) : "";
      found = part instanceof Integer place ? found.at(place) : found.key(key);
      node =
          part instanceof Integer place
              ? node.path(place)
              : java.util.Objects.requireNonNullElse(node.get(key), MissingNode.getInstance());
    }
    return found;
  }

  private String spelled(JsonNode node, String key) {
    if (anyCase && !node.has(key)) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (member.getKey().equalsIgnoreCase(key)) {
          return member.getKey();
        }
      }
    }
    return key;
  }

  /**
   * The document with a value set: replaced where it is set, else put behind the last one of its
   * table, which is made if need be.
   *
   * @param value a text, number, truth value, or a list or map of such
   * @throws OperatorException BAD_VALUE if TOML has no such value, or the path leads into something
   *     that is no table
   */
  public TomlDocument with(TomlPath path, @Nullable Object value) {
    TomlPath wanted = spelled(path);
    JsonNode set = TomlText.tree(value);
    ObjectNode expected = TomlTrees.with(tree, wanted, set, place(path));
    return checked(new TomlEdit(text, spans).set(wanted, set, expected), expected, path);
  }

  /**
   * The document without a value, with its comment on the same line; or without a table and all in
   * it. The same document if there is none.
   */
  public TomlDocument without(TomlPath path) {
    TomlPath wanted = spelled(path);
    if (node(wanted).isMissingNode()) {
      return this;
    }
    ObjectNode expected = TomlTrees.without(tree, wanted);
    return checked(new TomlEdit(text, spans).remove(wanted, expected), expected, path);
  }

  /**
   * The document with one more table at the end of an array of tables, such as {@code
   * [[Common.PersistStores]]}.
   */
  public TomlDocument withElement(TomlPath array, Map<String, ?> values) {
    return withElement(array, (ObjectNode) TomlText.tree(values));
  }

  TomlDocument withElement(TomlPath array, ObjectNode values) {
    TomlPath wanted = spelled(array);
    ObjectNode element = TOML.createObjectNode();
    element.setAll(values);
    ObjectNode expected = TomlTrees.withElement(tree, wanted, element, place(array));
    return checked(new TomlEdit(text, spans).append(wanted, element), expected, array);
  }

  /** Nothing but what was asked for may have changed: the new text is read to see that. */
  private TomlDocument checked(String changed, ObjectNode expected, TomlPath path) {
    try {
      ObjectNode read = tree(changed);
      if (TomlTrees.same(read, expected)) {
        return new TomlDocument(where, anyCase, changed, read);
      }
    } catch (JsonProcessingException malformed) {
      // Told below, without the words of the parser, which may repeat what was read.
    }
    throw new OperatorException(
        ErrorCode.BAD_VALUE,
        path + " cannot be changed here without changing more",
        place(path),
        "Edit that line by hand.");
  }

  @Override
  public String toString() {
    return where + " (" + spans.size() + " lines that say something)";
  }
}
