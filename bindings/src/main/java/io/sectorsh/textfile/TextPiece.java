package io.sectorsh.textfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Optional;

/**
 * One step of a change of a text.
 *
 * @param piece what stands there now, exactly once; empty for the whole content
 * @param with what is to stand there
 */
record TextPiece(Optional<String> piece, String with) {
  /** The content after it. */
  String in(Optional<String> content, String where) {
    return piece.map(old -> replaced(content.orElse(""), old, where)).orElse(with);
  }

  private String replaced(String content, String old, String where) {
    int at = content.indexOf(old);
    if (old.isEmpty() || at < 0) {
      throw unfit("the file does not hold what is to be replaced", where);
    }
    if (content.indexOf(old, at + 1) >= 0) {
      throw unfit("the file holds more than once what is to be replaced", where);
    }
    return content.substring(0, at) + with + content.substring(at + old.length());
  }

  private OperatorException unfit(String what, String where) {
    return new OperatorException(
        ErrorCode.BAD_VALUE,
        what + ": " + TextDiff.withoutSecrets(piece.orElse("").strip()),
        where,
        "Name a piece that stands there once, such as its whole line.");
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    piece.ifPresent(old -> json.put("piece", old));
    return json.put("with", with);
  }

  static TextPiece read(JsonNode json) {
    return new TextPiece(
        Optional.ofNullable(json.get("piece")).map(JsonNode::asText), json.path("with").asText());
  }

  /** Whether a token or the like would be kept where the step is kept. */
  boolean isSecret() {
    return TextDiff.isSecret(with) || piece.filter(TextDiff::isSecret).isPresent();
  }
}
