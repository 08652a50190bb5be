package io.sectorsh.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;

/** What a document should say after a change. */
final class TomlTrees {
  private TomlTrees() {}

  static ObjectNode with(ObjectNode tree, TomlPath path, JsonNode value, String where) {
    ObjectNode changed = tree.deepCopy();
    table(changed, path.parent(), where).set(path.lastKey(), value);
    return changed;
  }

  static ObjectNode withElement(ObjectNode tree, TomlPath path, ObjectNode value, String where) {
    ObjectNode changed = tree.deepCopy();
    ObjectNode parent = table(changed, path.parent(), where);
    JsonNode array = parent.get(path.lastKey());
    if (array == null) {
      parent.putArray(path.lastKey()).add(value);
    } else if (array instanceof ArrayNode elements) {
      elements.add(value);
    } else {
      throw noTable(where);
    }
    return changed;
  }

  static ObjectNode without(ObjectNode tree, TomlPath path) {
    ObjectNode changed = tree.deepCopy();
    JsonNode parent = changed;
    for (Object part : path.parent().parts()) {
      parent = part instanceof Integer place ? parent.path(place) : parent.path(part.toString());
    }
    Object last = path.parts().get(path.parts().size() - 1);
    if (parent instanceof ArrayNode array && last instanceof Integer place) {
      array.remove(place);
    } else if (parent instanceof ObjectNode object) {
      object.remove(last.toString());
    }
    return changed;
  }

  private static ObjectNode table(ObjectNode root, TomlPath path, String where) {
    JsonNode node = root;
    for (Object part : path.parts()) {
      if (part instanceof Integer place) {
        node = node.path(place);
      } else if (node instanceof ObjectNode object) {
        JsonNode inner = object.get(part.toString());
        node = inner == null ? object.putObject(part.toString()) : inner;
      }
    }
    if (node instanceof ObjectNode table) {
      return table;
    }
    throw noTable(where);
  }

  private static OperatorException noTable(String where) {
    return new OperatorException(
        ErrorCode.BAD_VALUE,
        "the way to this setting leads through something that is no table, or is not there",
        where,
        "Look at the file for what it has; places in arrays count from 0.");
  }

  /** Whether two trees say the same; a number is the same whatever type holds it. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(TomlTrees::compared, other);
  }

  private static int compared(JsonNode one, JsonNode other) {
    boolean equal =
        one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue()) == 0
            : one.equals(other);
    return equal ? 0 : 1;
  }
}
