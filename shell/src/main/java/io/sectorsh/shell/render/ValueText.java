package io.sectorsh.shell.render;

import groovy.lang.Closure;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A value as text on one line. */
final class ValueText {
  /** A list of at most so many values is written out in a cell. */
  private ValueText() {}

  /** Whether values of this class are one thing, not a row of parts. */
  static boolean isPlain(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == Bytes.class
        || type.getName().startsWith("java.")
        || type.getPackageName().equals("io.sectorsh.filecoin")
        || type.getName().equals("io.sectorsh.proofs.picture.EpochTime")
        || CharSequence.class.isAssignableFrom(type)
        || Closure.class.isAssignableFrom(type)
        || Path.class.isAssignableFrom(type)
        || Throwable.class.isAssignableFrom(type);
  }

  /** The value on one line. */
  static String of(@Nullable Object value, Style style) {
    String text = text(value, style);
    return style.isInWords() ? oneLine(text) : text;
  }

  /** The only thing that is shown: as long as it is. */
  static String alone(Object value) {
    return text(value, Style.FULL);
  }

  /** Takes a value out of what wraps it; null for nothing. */
  static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.orElse(null);
    }
    if (value instanceof OptionalLong maybe) {
      return maybe.isPresent() ? (Object) maybe.getAsLong() : null;
    }
    if (value instanceof OptionalInt maybe) {
      return maybe.isPresent() ? (Object) maybe.getAsInt() : null;
    }
    return value;
  }

  private static String text(@Nullable Object wrapped, Style style) {
    Object value = unwrapped(wrapped);
    if (value == null) {
      return "";
    }
    if (value instanceof Duration duration) {
      return style.isInWords() ? DurationText.of(duration) : duration.toString();
    }
    if (value instanceof Instant || value instanceof TemporalAccessor) {
      String text = value.toString();
      return style.isOnScreen() ? text.replaceFirst("\\.\\d+", "") : text;
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Throwable failure) {
      return "error: " + failure.getMessage();
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, style);
    }
    if (value instanceof Collection<?> list) {
      return list(list, style);
    }
    if (value.getClass().isArray()) {
      return array(value, style);
    }
    return style.isInWords() && isRow(value) ? parts(value, style) : KnownText.of(value, style);
  }

  private static String parts(Object value, Style style) {
    StringJoiner parts = new StringJoiner(", ");
    for (Column part : Columns.of(value)) {
      String text = text(part.of(value), style);
      if (!text.isEmpty()) {
        parts.add(part.title() + " " + text);
      }
    }
    return parts.toString();
  }

  private static String map(Map<?, ?> map, Style style) {
    if (map.size() > writtenOut(style)) {
      return map.size() + " entries";
    }
    List<String> parts = new ArrayList<>();
    map.forEach((key, value) -> parts.add(key + ":" + text(value, style)));
    return String.join(", ", parts);
  }

  private static String list(Collection<?> list, Style style) {
    if (list.size() > writtenOut(style) || list.stream().anyMatch(ValueText::isRow)) {
      return list.size() + (list.size() == 1 ? " item" : " items");
    }
    List<String> parts = new ArrayList<>();
    list.forEach(one -> parts.add(text(one, style)));
    return String.join(style == Style.WHOLE ? ", " : ",", parts);
  }

  private static int writtenOut(Style style) {
    return switch (style) {
      case BRIEF -> 4;
      case WHOLE -> 64;
      case FULL, RAW -> Integer.MAX_VALUE;
    };
  }

  private static boolean isRow(@Nullable Object value) {
    return value != null && Columns.hasParts(value);
  }

  private static String array(Object array, Style style) {
    if (array instanceof byte[] bytes) {
      String hex = java.util.HexFormat.of().formatHex(bytes);
      return style == Style.BRIEF && hex.length() > 20 ? shortened(hex, 8, 8) : hex;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int at = 0; at < Array.getLength(array); at++) {
      values.add(Array.get(array, at));
    }
    return list(values, style);
  }

  /** Head and tail of an identifier that is too long to read. */
  static String shortened(String text, int head, int tail) {
    return text.length() <= head + tail + 1
        ? text
        : text.substring(0, head) + "…" + text.substring(text.length() - tail);
  }

  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\t') < 0
        ? text
        : text.strip().replace("\r", "").replace("\n", " / ").replace('\t', ' ');
  }
}
