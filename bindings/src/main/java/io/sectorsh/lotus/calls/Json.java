package io.sectorsh.lotus.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The forms in which lotus' methods answer: lists and objects may be null where they are empty. */
public final class Json {
  private Json() {}

  /** The result unless it is null. */
  public static Optional<JsonNode> present(JsonNode result) {
    return Optional.of(result).filter(node -> !node.isNull());
  }

  /**
   * The elements of a list.
   *
   * @param method for the failure
   */
  public static Stream<JsonNode> list(JsonNode result, String method) {
    if (!result.isArray() && !result.isNull()) {
      throw new OperatorException(
          ErrorCode.BAD_ANSWER,
          "a list was expected",
          method,
          "Check that the program's version is one that is known here.");
    }
    return StreamSupport.stream(result.spliterator(), false);
  }

  /** The members of an object, each decoded; in the daemon's order. */
  public static <T> Map<String, T> map(JsonNode result, Function<JsonNode, T> decode) {
    Map<String, T> map = new LinkedHashMap<>();
    result.properties().forEach(entry -> map.put(entry.getKey(), decode.apply(entry.getValue())));
    return java.util.Collections.unmodifiableMap(map);
  }

  /** A value that Jackson can make. */
  public static <T> T value(JsonNode result, String method, Class<T> type) {
    return Members.convert(result, method, type);
  }
}
