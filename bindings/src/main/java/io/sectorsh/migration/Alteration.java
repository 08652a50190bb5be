package io.sectorsh.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * A thing as it is before an action and as the action leaves it. Values are JSON: an object is
 * compared member by member, a text of several lines line by line; never a token.
 *
 * @param thing in the operator's words, such as {@code sector 13 in /data/lotusminer}
 * @param before missing if there was none
 * @param after missing if there is none then
 */
public record Alteration(String thing, JsonNode before, JsonNode after) {
  /** A thing that may not have been there, or not be there then. */
  public static Alteration of(
      String thing, Optional<ObjectNode> before, Optional<ObjectNode> after) {
    return new Alteration(thing, orMissing(before), orMissing(after));
  }

  /** A thing that is told in words. */
  public static Alteration ofWords(String thing, Optional<String> before, Optional<String> after) {
    return new Alteration(
        thing, orMissing(before.map(TextNode::valueOf)), orMissing(after.map(TextNode::valueOf)));
  }

  /** One member of a thing of which no other is told. */
  public static Alteration ofMember(String thing, String member, String before, String after) {
    return new Alteration(thing, object(member, before), object(member, after));
  }

  private static ObjectNode object(String member, String value) {
    return JsonNodeFactory.instance.objectNode().put(member, value);
  }

  private static JsonNode orMissing(Optional<? extends JsonNode> value) {
    return value.isPresent() ? value.get() : MissingNode.getInstance();
  }

  /** What came of it when something else was done after this. */
  Alteration then(Alteration later) {
    return new Alteration(thing, before, later.after);
  }
}
