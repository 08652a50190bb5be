package io.sectorsh.lotus.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Cid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The JSON that lotus' own types marshal to: empty lists and bytes are null, links objects. */
public final class SectorJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int REPLACEMENT = 0xfffd;

  private SectorJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** A CID as Go writes it. */
  public static JsonNode cid(Cid cid) {
    return object().put("/", cid.toString());
  }

  /** A value in its form, null where there is none. */
  public static <T> JsonNode orNull(Optional<T> value, Function<T, ? extends JsonNode> form) {
    return value.<JsonNode>map(form).orElseGet(NODES::nullNode);
  }

  /** Go writes a list that it read without items as null. */
  public static <T> JsonNode list(List<T> items, Function<T, ? extends JsonNode> form) {
    return items.isEmpty() ? NODES.nullNode() : array(items, form);
  }

  static <T> ArrayNode array(List<T> items, Function<T, ? extends JsonNode> form) {
    ArrayNode array = NODES.arrayNode(items.size());
    items.forEach(item -> array.add(form.apply(item)));
    return array;
  }

  /** Bytes as Go writes them: Base64, null where there are none. */
  public static JsonNode bytes(byte[] bytes) {
    return bytes.length == 0 ? NODES.nullNode() : NODES.binaryNode(bytes);
  }

  /** Bytes that are no UTF-8 become U+FFFD, as in Go. */
  static String text(String text) {
    if (text.codePoints().noneMatch(SectorJson::isLoneSurrogate)) {
      return text;
    }
    return text.codePoints()
        .map(point -> isLoneSurrogate(point) ? REPLACEMENT : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
