package io.sectorsh.damocles.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a program can make of a key's value. */
enum ValueKind {
  /** Looked at by nobody. */
  ANY("", value -> true),
  /** A text. */
  TEXT("a text in quotes", JsonNode::isTextual),
  /** A list of texts. */
  TEXTS("a list of texts, such as [\"a\", \"b\"]", value -> all(value, JsonNode::isTextual)),
  /** A truth value. */
  FLAG("true or false, without quotes", JsonNode::isBoolean),
  /** A whole number from 0. */
  NUMBER("a whole number, without quotes", ValueKind::isWhole),
  /** A list of whole numbers. */
  NUMBERS("a list of numbers, such as [1000, 1001]", value -> all(value, ValueKind::isWhole)),
  /** A number with or without decimals. */
  DECIMAL("a number, without quotes", JsonNode::isNumber),
  /** An amount of FIL as lotus and damocles write it, or an empty text. */
  FIL("an amount such as \"5 nanoFIL\", in quotes", value -> matches(value, Words.FIL)),
  /** A duration as Go writes it. */
  DURATION("a duration such as \"1h30m\" or \"2s\", in quotes", value -> matches(value, Words.GO)),
  /** A duration as workers read it. */
  SPAN("a duration such as \"30s\" or \"5min\", in quotes", value -> matches(value, Words.SPAN)),
  /** A size of a sector or of data. */
  SIZE("a size such as \"32GiB\", in quotes", value -> matches(value, Words.SIZE)),
  /** A list of sizes. */
  SIZES(
      "a list of sizes, such as [\"32GiB\"]",
      value -> all(value, size -> matches(size, Words.SIZE)));

  private static final class Words {
    static final Pattern FIL =
        Pattern.compile("(?i)|[0-9]*\\.?[0-9]+ ?(|fil|(milli|micro|nano|pico|femto|atto)fil|afil)");
    static final Pattern GO =
        Pattern.compile(
            "0|[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|\u00b5s|ms|s|m|h)"
                + "(([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|\u00b5s|ms|s|m|h))*");
    static final Pattern SPAN =
        Pattern.compile(
            "([0-9]+ ?(n|u|m)?s(ec)? ?|[0-9]+ ?(nsec|usec|msec|seconds?|m|min|mins"
                + "|minutes?|h|hr|hrs|hours?|d|days?|w|weeks?|M|months?|y|years?) ?)+");
    static final Pattern SIZE = Pattern.compile("(?i)[0-9]+(\\.[0-9]+)? ?[kmgtp]?i?b?");
  }

  private final String words;
  private final Predicate<JsonNode> fits;

  ValueKind(String words, Predicate<JsonNode> fits) {
    this.words = words;
    this.fits = fits;
  }

  /** What stands there must be, in words. */
  String words() {
    return words;
  }

  boolean fits(JsonNode value) {
    return fits.test(value);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0;
  }

  private static boolean matches(JsonNode value, Pattern words) {
    return value.isTextual() && words.matcher(value.textValue()).matches();
  }

  private static boolean all(JsonNode list, Predicate<JsonNode> kind) {
    boolean fit = list.isArray();
    for (JsonNode one : list) {
      fit &= kind.test(one);
    }
    return fit;
  }
}
