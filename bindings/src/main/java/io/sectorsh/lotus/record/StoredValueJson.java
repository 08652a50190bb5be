package io.sectorsh.lotus.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.migration.Alteration;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** What the value of a key of lotus-miner's metadata says, for people who compare two of them. */
public record StoredValueJson(Path repo, String key) {
  /** The key's value as it is and as it would be. */
  public Alteration altered(Optional<byte[]> before, Optional<byte[]> after) {
    return new Alteration(thing(), shown(before), shown(after));
  }

  private String thing() {
    String what =
        switch (key) {
          case LotusKeys.NEXT_ID -> "number assigned last";
          case LotusKeys.ALLOCATED -> "numbers allocated";
          case LotusKeys.RESERVED -> "numbers reserved";
          default -> key;
        };
    return named(what, LotusKeys.SECTORS, "sector ")
            .orElse(named(what, LotusKeys.RESERVATIONS, "numbers reserved as ").orElse(what))
        + " in "
        + repo;
  }

  private static Optional<String> named(String key, String prefix, String words) {
    return key.startsWith(prefix)
        ? Optional.of(words + key.substring(prefix.length()))
        : Optional.empty();
  }

  private JsonNode shown(Optional<byte[]> value) {
    return value.map(this::shown).orElseGet(MissingNode::getInstance);
  }

  /** What cannot be read is told by its bytes: it may be replaced all the same. */
  private JsonNode shown(byte[] value) {
    try {
      if (key.startsWith(LotusKeys.SECTORS)) {
        return SectorRecord.read(repo.toString(), key, value)
            .sector()
            .<JsonNode>map(SectorInfo::toJson)
            .orElseGet(() -> bytes(value));
      }
      return LotusKeys.isOfNumbers(key) ? numbers(value) : bytes(value);
    } catch (MalformedValueException unreadable) {
      return bytes(value);
    }
  }

  private JsonNode numbers(byte[] value) {
    if (key.equals(LotusKeys.NEXT_ID)) {
      return JsonNodeFactory.instance.numberNode(Uvarint.decode(value));
    }
    return TextNode.valueOf(NumberSets.decode(value).toString());
  }

  private static JsonNode bytes(byte[] value) {
    return TextNode.valueOf(value.length + " bytes " + HexFormat.of().formatHex(value));
  }
}
