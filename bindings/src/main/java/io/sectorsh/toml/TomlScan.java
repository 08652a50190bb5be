package io.sectorsh.toml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the headers and values of a text that is known to be valid TOML, with their places in it.
 */
final class TomlScan {
  private final String text;
  private final List<TomlSpan> spans = new ArrayList<>();
  private final Map<TomlPath, Integer> arrays = new HashMap<>();
  private TomlPath table = TomlPath.ROOT;
  private int at;
  private int line = 1;

  private TomlScan(String text) {
    this.text = text;
  }

  static List<TomlSpan> of(String text) {
    TomlScan scan = new TomlScan(text);
    while (scan.at < text.length()) {
      scan.line();
    }
    return List.copyOf(scan.spans);
  }

  private void line() {
    int start = at;
    int startLine = line;
    skipBlanks();
    if (at >= text.length()) {
      return;
    }
    char first = text.charAt(at);
    if (first == '[') {
      header(start, startLine);
    } else if (first != '#' && first != '\n' && first != '\r') {
      value(start, startLine);
    } else {
      skipLine();
    }
  }

  private void header(int start, int startLine) {
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    List<String> keys = keys();
    at += array ? 2 : 1;
    table = array ? nextElement(keys) : resolved(TomlPath.ROOT, keys);
    int end = at;
    skipLine();
    spans.add(new TomlSpan(TomlSpan.Kind.HEADER, table, table, start, start, end, at, startLine));
  }

  private void value(int start, int startLine) {
    List<String> keys = keys();
    at++;
    skipBlanks();
    int valueStart = at;
    skipValue();
    int valueEnd = at;
    skipLine();
    TomlPath path = table;
    for (String key : keys) {
      path = path.key(key);
    }
    spans.add(
        new TomlSpan(TomlSpan.Kind.VALUE, path, table, start, valueStart, valueEnd, at, startLine));
  }

  /** A header below an array of tables means the array's last table. */
  private TomlPath resolved(TomlPath start, List<String> keys) {
    TomlPath path = start;
    for (String key : keys) {
      path = path.key(key);
      Integer last = arrays.get(path);
      if (last != null) {
        path = path.at(last);
      }
    }
    return path;
  }

  private TomlPath nextElement(List<String> keys) {
    TomlPath array =
        resolved(TomlPath.ROOT, keys.subList(0, keys.size() - 1)).key(keys.get(keys.size() - 1));
    int place = arrays.getOrDefault(array, -1) + 1;
    arrays.put(array, place);
    return array.at(place);
  }

  /** A dotted key; ends before the bracket or the equals sign. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    while (true) {
      skipBlanks();
      keys.add(key());
      skipBlanks();
      if (at >= text.length() || text.charAt(at) != '.') {
        return keys;
      }
      at++;
    }
  }

  private String key() {
    int start = at;
    char first = text.charAt(at);
    if (first == '"' || first == '\'') {
      skipString();
      String inner = text.substring(start + 1, at - 1);
      return first == '"' ? TomlDocument.unescaped(inner) : inner;
    }
    while (at < text.length() && ".]= \t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Up to the end of the value, blanks and comments behind it left out. */
  private void skipValue() {
    int depth = 0;
    int end = at;
    while (at < text.length()) {
      char letter = text.charAt(at);
      if (letter == '"' || letter == '\'') {
        skipString();
        end = at;
      } else if (letter == '#') {
        if (depth == 0) {
          break;
        }
        skipComment();
      } else if (letter == '\n' && depth == 0) {
        break;
      } else {
        depth += letter == '[' || letter == '{' ? 1 : letter == ']' || letter == '}' ? -1 : 0;
        step();
        end = Character.isWhitespace(letter) ? end : at;
      }
    }
    at = end;
  }

  private void skipString() {
    char quote = text.charAt(at);
    String three = String.valueOf(quote).repeat(3);
    boolean long3 = text.startsWith(three, at);
    at += long3 ? 3 : 1;
    while (at < text.length()) {
      if (quote == '"' && text.charAt(at) == '\\') {
        step();
        step();
      } else if (long3 && text.startsWith(three, at)) {
        at += 3;
        // Up to two quotes may stand right before the three that end it.
        while (at < text.length() && text.charAt(at) == quote) {
          at++;
        }
        return;
      } else if (!long3 && text.charAt(at) == quote) {
        at++;
        return;
      } else {
        step();
      }
    }
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void skipLine() {
    skipComment();
    if (at < text.length()) {
      step();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void step() {
    if (at < text.length() && text.charAt(at) == '\n') {
      line++;
    }
    at++;
  }
}
