package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the members of a JSON object as Go programs write them: names match in any case, null and
 * absent mean the same, unknown members are left alone.
 *
 * <p>A member of the wrong form is BAD_ANSWER and names the path to it. Immutable if the object is.
 */
public final class Members {
  private final JsonNode object;
  private final String path;

  private Members(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * The members of an object.
   *
   * @param what the object is, for failures
   */
  public static Members of(JsonNode object, String what) {
    if (!object.isObject()) {
      throw failure(what, "an object was expected, not " + kind(object), null);
    }
    return new Members(object, what);
  }

  /**
   * Something made from the members of an object; a value that cannot be is BAD_ANSWER as well.
   *
   * @param what the object is, for failures
   */
  public static <T> T read(JsonNode object, String what, Function<Members, T> decode) {
    return of(object, what).decoded(decode);
  }

  private <T> T decoded(Function<Members, T> decode) {
    try {
      return decode.apply(this);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
      throw failure(path, String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /** Whether there is such a member and it is not null. */
  public boolean has(String name) {
    return !member(name).isMissingNode();
  }

  /** A member that must be there, as a value that Jackson can make. */
  public <T> T value(String name, Class<T> type) {
    return convert(required(name), path + "." + name, type);
  }

  /** A member that may be absent or null. */
  public <T> Optional<T> optional(String name, Class<T> type) {
    JsonNode node = member(name);
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(convert(node, path + "." + name, type));
  }

  /** A whole number; 0 if absent, as Go reads it. */
  public long number(String name) {
    JsonNode node = member(name);
    if (node.isMissingNode()) {
      return 0;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw failure(path + "." + name, "a whole number was expected, not " + kind(node), null);
    }
    return node.longValue();
  }

  /** A truth value; false if absent. */
  public boolean flag(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw failure(path + "." + name, "true or false was expected, not " + kind(node), null);
    }
    return node.booleanValue();
  }

  /** A text; empty if absent. */
  public String text(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode() && !node.isTextual()) {
      throw failure(path + "." + name, "a text was expected, not " + kind(node), null);
    }
    return node.isMissingNode() ? "" : node.textValue();
  }

  /** An object that may be absent or null. */
  public <T> Optional<T> object(String name, Function<Members, T> decode) {
    JsonNode node = member(name);
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(read(node, path + "." + name, decode));
  }

  /** A list of objects; empty if absent or null. */
  public <T> List<T> list(String name, Function<Members, T> decode) {
    List<T> list = new ArrayList<>();
    JsonNode node = array(name);
    for (int index = 0; index < node.size(); index++) {
      list.add(read(node.get(index), path + "." + name + "[" + index + "]", decode));
    }
    return List.copyOf(list);
  }

  /** A list of values that Jackson can make; empty if absent or null. */
  public <T> List<T> values(String name, Class<T> type) {
    List<T> list = new ArrayList<>();
    for (JsonNode element : array(name)) {
      list.add(convert(element, path + "." + name, type));
    }
    return List.copyOf(list);
  }

  /** An object whose members are all of one kind; empty if absent or null. Keeps their order. */
  public <T> Map<String, T> map(String name, Function<JsonNode, T> decode) {
    Map<String, T> map = new LinkedHashMap<>();
    member(name)
        .properties()
        .forEach(entry -> map.put(entry.getKey(), decode.apply(entry.getValue())));
    return java.util.Collections.unmodifiableMap(map);
  }

  /**
   * A value made from JSON.
   *
   * @param what the value is, for failures
   */
  public static <T> T convert(JsonNode node, String what, Class<T> type) {
    try {
      T value = Json.MAPPER.treeToValue(node, type);
      if (value != null) {
        return value;
      }
      throw failure(what, type.getSimpleName() + " was expected, not null", null);
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      throw failure(what, type.getSimpleName() + " was expected, not " + kind(node), malformed);
    }
  }

  private JsonNode array(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode() && !node.isArray()) {
      throw failure(path + "." + name, "a list was expected, not " + kind(node), null);
    }
    return node;
  }

  private JsonNode required(String name) {
    JsonNode node = member(name);
    if (node.isMissingNode()) {
      throw failure(path + "." + name, "it is missing", null);
    }
    return node;
  }

  /** The member, or the missing node also where it is null. */
  private JsonNode member(String name) {
    JsonNode exact = object.get(name);
    JsonNode found = exact != null ? exact : inAnyCase(name);
    return found.isNull() ? MissingNode.getInstance() : found;
  }

  private JsonNode inAnyCase(String name) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static String kind(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  private static OperatorException failure(
      String where, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new OperatorException(
        ErrorCode.BAD_ANSWER,
        what,
        where,
        "Check that the program's version is one that is known here.",
        cause);
  }
}
