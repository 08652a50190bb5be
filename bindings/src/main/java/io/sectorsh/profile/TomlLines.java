package io.sectorsh.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Tells where in the file a key stands, so that a mistake can be found. */
record TomlLines(Path path, String text) {

  /** Throws if a table has a key that it should not have. */
  void requireKnown(JsonNode table, List<String> tablePath, List<String> known) {
    for (Iterator<String> names = table.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        List<String> key = new ArrayList<>(tablePath);
        key.add(name);
        throw new OperatorException(
            ErrorCode.BAD_VALUE,
            "unknown key " + String.join(".", key),
            where(lineOf(key)),
            "Known are " + String.join(", ", known) + ".");
      }
    }
  }

  /** A mistake in the value of a key. */
  OperatorException failure(String what, List<String> key) {
    return failureAt(what, lineOf(key));
  }

  /** A mistake on a line, counted from 1; 0 if it is not known. */
  OperatorException failureAt(String what, int line) {
    return new OperatorException(
        ErrorCode.BAD_VALUE, what, where(line), "Correct the line and try again.");
  }

  private String where(int line) {
    return line > 0 ? path + " line " + line : path.toString();
  }

  /** The first line on which the last part of the key is set, below its table if that is named. */
  private int lineOf(List<String> key) {
    String last = Pattern.quote(key.get(key.size() - 1));
    String table = String.join(".", key.subList(0, key.size() - 1));
    Pattern header = Pattern.compile("\\s*\\[\\s*" + Pattern.quote(table) + "\\s*].*");
    Pattern here = Pattern.compile("\\s*(\\[.*\\b)?[\"']?" + last + "[\"']?\\s*([=.].*|].*)");
    List<String> lines = text.lines().toList();
    boolean below = table.isEmpty() || lines.stream().noneMatch(header.asMatchPredicate());
    for (int line = 0; line < lines.size(); line++) {
      below |= header.matcher(lines.get(line)).matches();
      if (below && here.matcher(lines.get(line)).matches()) {
        return line + 1;
      }
    }
    return 0;
  }
}
