package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What does not survive the way to the other system and back, member by member. Nothing is listed
 * by hand: whatever comes back otherwise is lost.
 */
final class Losses {
  /** Addresses of test networks and of the main network are the same bytes. */
  private static final Pattern ADDRESS = Pattern.compile("[tf][0-4][0-9a-z]+");

  private Losses() {}

  /** The names of the members that differ, such as {@code Pieces.DealInfo.PayloadSize}. */
  static Set<String> between(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    compare("", before, after, names);
    return names;
  }

  private static void compare(String name, JsonNode before, JsonNode after, Set<String> names) {
    if (isEmpty(before)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      for (Iterator<String> each = before.fieldNames(); each.hasNext(); ) {
        String member = each.next();
        compare(
            name.isEmpty() ? member : name + "." + member,
            before.path(member),
            after.path(member),
            names);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int place = 0; place < before.size(); place++) {
        compare(name, before.get(place), after.get(place), names);
      }
    } else if (!isSame(before, after)) {
      names.add(name);
    }
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isTextual() && other.isTextual() && ADDRESS.matcher(one.textValue()).matches()) {
      return one.textValue().substring(1).equals(other.textValue().replaceFirst("^.", ""));
    }
    // One keeps bytes as such, the other as their base64.
    return one.equals(other)
        || one.isValueNode() && other.isValueNode() && one.asText().equals(other.asText());
  }

  /** What Go writes where nothing is. */
  static boolean isEmpty(JsonNode node) {
    if (node.isObject()) {
      for (JsonNode member : node) {
        if (!isEmpty(member)) {
          return false;
        }
      }
      return true;
    }
    return node.isMissingNode()
        || node.isNull()
        || node.isArray() && node.isEmpty()
        || node.isTextual() && (node.textValue().isEmpty() || node.textValue().equals("<empty>"))
        || node.isBoolean() && !node.booleanValue()
        || node.isNumber() && node.decimalValue().signum() == 0;
  }
}
