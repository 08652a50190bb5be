package io.sectorsh.toml;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a value of a TOML file, such as {@code Common.PersistStores[0].Name}.
 *
 * @param parts keys as {@link String}, places in arrays as {@link Integer}
 */
public record TomlPath(List<Object> parts) {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern PART =
      Pattern.compile("\\.?(?:([A-Za-z0-9_-]+)|\"([^\"]+)\"|\\[([0-9]{1,6})])");

  /** The file itself. */
  public static final TomlPath ROOT = new TomlPath(List.of());

  /** Makes the list unchangeable. */
  public TomlPath {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a path as people write it; keys with other characters than letters, digits, {@code _} and
   * {@code -} stand in double quotes.
   *
   * @throws OperatorException BAD_VALUE
   */
  public static TomlPath parse(String text) {
    List<Object> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      if (part.group(3) != null) {
        parts.add(Integer.valueOf(part.group(3)));
      } else {
        parts.add(part.group(1) != null ? part.group(1) : part.group(2));
      }
      end = part.end();
    }
    if (parts.isEmpty() || end < text.length() || text.startsWith(".")) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this is not the name of a setting",
          text,
          "Write it as Common.PersistStores[0].Name, places counted from 0.");
    }
    return new TomlPath(parts);
  }

  /** This path and one more key. */
  public TomlPath key(String key) {
    return and(key);
  }

  /** This path and a place in the array that it leads to. */
  public TomlPath at(int place) {
    return and(place);
  }

  private TomlPath and(Object part) {
    List<Object> longer = new ArrayList<>(parts);
    longer.add(part);
    return new TomlPath(longer);
  }

  /** The last part as a key; empty for the root and for a place in an array. */
  String lastKey() {
    return !parts.isEmpty() && parts.get(parts.size() - 1) instanceof String key ? key : "";
  }

  TomlPath parent() {
    return new TomlPath(parts.subList(0, Math.max(0, parts.size() - 1)));
  }

  boolean startsWith(TomlPath other) {
    return parts.size() >= other.parts.size()
        && parts.subList(0, other.parts.size()).equals(other.parts);
  }

  /** The path behind one that this one starts with. */
  TomlPath behind(TomlPath start) {
    return new TomlPath(parts.subList(start.parts.size(), parts.size()));
  }

  /** As TOML writes it in a header or before an equals sign: places are left out. */
  String written() {
    List<String> keys = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof String key) {
        keys.add(BARE.matcher(key).matches() ? key : TomlText.quoted(key));
      }
    }
    return String.join(".", keys);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof Integer place) {
        text.append('[').append(place).append(']');
      } else {
        String key = part.toString();
        text.append(text.isEmpty() ? "" : ".");
        text.append(BARE.matcher(key).matches() ? key : "\"" + key + "\"");
      }
    }
    return text.toString();
  }
}
