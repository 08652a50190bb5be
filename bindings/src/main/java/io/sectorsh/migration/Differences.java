package io.sectorsh.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares a thing before with what it is afterwards, down to single values. */
final class Differences {
  private static final String ABSENT = "absent";

  private final String thing;
  private final List<Difference> found = new ArrayList<>();

  private Differences(String thing) {
    this.thing = thing;
  }

  /** What differs, in the order of the members; none if nothing does. */
  static List<Difference> of(Alteration altered) {
    Differences differences = new Differences(altered.thing());
    differences.compare("", altered.before(), altered.after());
    return differences.found;
  }

  private void compare(String member, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (isOfMembers(before) && isOfMembers(after)) {
      for (String name : names(before, after)) {
        String inner = member.isEmpty() ? name : member + "." + name;
        compare(inner, before.path(name), after.path(name));
      }
    } else if (isOfLines(before) || isOfLines(after)) {
      compareLines(lines(before), lines(after));
    } else {
      found.add(new Difference(thing, member, text(before), text(after)));
    }
  }

  /** A CID is an object in JSON, but one value. */
  private static boolean isOfMembers(JsonNode value) {
    return value.isObject() && !value.has("/");
  }

  private static Set<String> names(JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean isOfLines(JsonNode value) {
    return value.isTextual() && value.textValue().indexOf('\n') >= 0;
  }

  private static List<String> lines(JsonNode value) {
    return value.isTextual() ? value.textValue().lines().toList() : List.of();
  }

  private void compareLines(List<String> before, List<String> after) {
    for (AbstractDelta<String> change : DiffUtils.diff(before, after).getDeltas()) {
      int line = change.getSource().getPosition() + 1;
      found.add(
          new Difference(
              thing, "line " + line, text(change.getSource()), text(change.getTarget())));
    }
  }

  private static String text(Chunk<String> lines) {
    return lines.getLines().isEmpty() ? ABSENT : String.join("\n", lines.getLines());
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode()) {
      return ABSENT;
    }
    return value.has("/")
        ? value.path("/").asText()
        : value.isTextual() ? value.textValue() : value.toString();
  }
}
