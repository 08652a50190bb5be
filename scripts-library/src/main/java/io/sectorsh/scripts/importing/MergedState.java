package io.sectorsh.scripts.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorState;
import java.util.Map;

/**
 * A state that replaces another: what lotus says, and of the old one what lotus does not know, such
 * as the worker's last report or the size of a piece's payload.
 */
final class MergedState {
  private MergedState() {}

  static SectorState of(SectorState old, SectorState fresh) {
    ObjectNode merged = old.toJson();
    merge(merged, fresh.toJson());
    // A sector that damocles sealed itself stays one.
    merged.put("Imported", old.isImported());
    return SectorState.fromJson(merged);
  }

  private static void merge(ObjectNode into, ObjectNode fresh) {
    for (Map.Entry<String, JsonNode> member : fresh.properties()) {
      JsonNode old = into.path(member.getKey());
      JsonNode value = member.getValue();
      if (old.isObject() && value.isObject()) {
        merge((ObjectNode) old, (ObjectNode) value);
      } else if (isSamePieces(old, value)) {
        mergeAll((ArrayNode) old, (ArrayNode) value);
      } else if (!isNothing(value) || old.isMissingNode() || old.isBoolean()) {
        into.set(member.getKey(), value);
      }
    }
  }

  private static boolean isSamePieces(JsonNode old, JsonNode fresh) {
    if (!old.isArray() || !fresh.isArray() || old.size() != fresh.size()) {
      return false;
    }
    for (int place = 0; place < old.size(); place++) {
      if (!old.get(place).has("Piece")
          || !old.get(place).path("Piece").equals(fresh.get(place).path("Piece"))) {
        return false;
      }
    }
    return true;
  }

  private static void mergeAll(ArrayNode old, ArrayNode fresh) {
    for (int place = 0; place < old.size(); place++) {
      ObjectNode piece = (ObjectNode) old.get(place);
      JsonNode payload = piece.path("DealInfo").path("PayloadSize");
      merge(piece, (ObjectNode) fresh.get(place));
      if (payload.isNumber() && piece.path("DealInfo") instanceof ObjectNode deal) {
        deal.set("PayloadSize", payload);
      }
    }
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull()
        || value.isTextual() && value.textValue().isEmpty()
        || value.isNumber() && value.decimalValue().signum() == 0;
  }
}
