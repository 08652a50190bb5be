package io.sectorsh.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Changes the text of a document in one place. */
final class TomlEdit {
  private final String text;
  private final List<TomlSpan> spans;
  private final String newline;

  TomlEdit(String text, List<TomlSpan> spans) {
    this.text = text;
    this.spans = spans;
    this.newline = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * @param expected what the whole document is to say
   */
  String set(TomlPath path, JsonNode value, ObjectNode expected) {
    Optional<TomlSpan> holder = holder(path);
    if (holder.isPresent()) {
      return replaced(holder.get(), expected);
    }
    Optional<TomlSpan> sibling = dottedSibling(path.parent());
    if (sibling.isPresent()) {
      return insertedBehind(sibling.get(), line(sibling.get().table(), path, value));
    }
    if (hasTable(path.parent())) {
      return intoTable(path.parent(), path, value);
    }
    String body = path.parent().written();
    String table = "[" + body + "]" + newline + path.behind(path.parent()).written() + " = ";
    return insertedAt(endOf(element(path)), table + TomlText.of(value) + newline);
  }

  String remove(TomlPath path, ObjectNode expected) {
    Optional<TomlSpan> holder = holder(path);
    if (holder.isPresent() && !holder.get().path().equals(path)) {
      return replaced(holder.get(), expected);
    }
    StringBuilder kept = new StringBuilder();
    int at = 0;
    for (TomlSpan span : spans) {
      if (span.path().startsWith(path)) {
        kept.append(text, at, Math.max(at, span.start()));
        at = Math.max(at, span.end());
      }
    }
    return kept.append(text.substring(at)).toString();
  }

  /** Adds a table to an array of tables; behind the last one, with all that belongs to it. */
  String append(TomlPath array, ObjectNode values) {
    StringBuilder table = new StringBuilder("[[" + array.written() + "]]").append(newline);
    values
        .properties()
        .forEach(
            member ->
                table
                    .append(TomlPath.ROOT.key(member.getKey()).written())
                    .append(" = ")
                    .append(TomlText.of(member.getValue()))
                    .append(newline));
    boolean known = spans.stream().anyMatch(span -> span.path().startsWith(array));
    return insertedAt(endOf(known ? array : element(array)), table.toString());
  }

  /** The value that is the path's, or that has it inside. */
  private Optional<TomlSpan> holder(TomlPath path) {
    return spans.stream()
        .filter(span -> !span.isHeader() && path.startsWith(span.path()))
        .findFirst();
  }

  private String replaced(TomlSpan span, ObjectNode expected) {
    JsonNode value = expected;
    for (Object part : span.path().parts()) {
      value = part instanceof Integer place ? value.path(place) : value.path(part.toString());
    }
    return text.substring(0, span.valueStart())
        + TomlText.of(value)
        + text.substring(span.valueEnd());
  }

  /** The last key of the same table that a shorter table's dotted key has set. */
  private Optional<TomlSpan> dottedSibling(TomlPath parent) {
    return spans.stream()
        .filter(
            span ->
                !span.isHeader()
                    && span.path().parent().equals(parent)
                    && !span.table().equals(parent))
        .reduce((first, second) -> second);
  }

  private boolean hasTable(TomlPath table) {
    return table.equals(TomlPath.ROOT)
        || spans.stream().anyMatch(span -> span.isHeader() && span.path().equals(table));
  }

  private String intoTable(TomlPath table, TomlPath path, JsonNode value) {
    Optional<TomlSpan> last =
        spans.stream().filter(span -> span.table().equals(table)).reduce((first, second) -> second);
    String line = line(table, path, value);
    return last.isPresent() ? insertedBehind(last.get(), line) : line + newline + text;
  }

  private String line(TomlPath table, TomlPath path, JsonNode value) {
    return path.behind(table).written() + " = " + TomlText.of(value);
  }

  private String insertedBehind(TomlSpan span, String line) {
    String indent = span.isHeader() ? "" : indent(span);
    return insertedAt(span.end(), indent + line + newline);
  }

  private String indent(TomlSpan span) {
    int end = span.start();
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(span.start(), end);
  }

  /** The innermost table of an array that a path leads through; else the root. */
  private static TomlPath element(TomlPath path) {
    TomlPath shorter = path.parent();
    while (!shorter.parts().isEmpty()
        && !(shorter.parts().get(shorter.parts().size() - 1) instanceof Integer)) {
      shorter = shorter.parent();
    }
    return shorter;
  }

  /** Behind all that belongs to a path. */
  private int endOf(TomlPath path) {
    if (path.equals(TomlPath.ROOT)) {
      return text.length();
    }
    return spans.stream()
        .filter(span -> span.path().startsWith(path))
        .mapToInt(TomlSpan::end)
        .max()
        .orElse(text.length());
  }

  private String insertedAt(int offset, String lines) {
    String before = text.substring(0, offset);
    boolean open = !before.isEmpty() && !before.endsWith("\n");
    return before + (open ? newline : "") + lines + text.substring(offset);
  }
}
