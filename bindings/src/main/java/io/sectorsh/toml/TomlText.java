package io.sectorsh.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values as TOML has them behind an equals sign. */
final class TomlText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TomlText() {}

  /** A value as a tree: text, number, truth value, list or map of such. */
  static JsonNode tree(@Nullable Object value) {
    try {
      JsonNode tree = JSON.valueToTree(value);
      requireTomlHasIt(tree);
      return tree;
    } catch (IllegalArgumentException cannotBe) {
      throw noValue(cannotBe);
    }
  }

  private static void requireTomlHasIt(@Nullable JsonNode tree) {
    if (tree == null || tree.isNull() || tree.isBinary()) {
      throw noValue(null);
    }
    tree.forEach(TomlText::requireTomlHasIt);
  }

  private static OperatorException noValue(@Nullable Exception cause) {
    return new OperatorException(
        ErrorCode.BAD_VALUE,
        "TOML has no such value",
        "the new value",
        "Give a text, a number, true or false, or a list or map of these.",
        cause);
  }

  static String of(JsonNode value) {
    if (value.isTextual()) {
      return quoted(value.textValue());
    }
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> parts.add(of(element)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member ->
                  parts.add(
                      TomlPath.ROOT.key(member.getKey()).written()
                          + " = "
                          + of(member.getValue())));
      return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
    }
    return value.asText();
  }

  /** A basic string. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      switch (letter) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (letter < 0x20 || letter == 0x7f) {
            quoted.append("\\u%04x".formatted((int) letter));
          } else {
            quoted.append(letter);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
