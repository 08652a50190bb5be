package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import java.util.Map;

/**
 * The parameters of one call, read the way Go reads them: null is zero, names match in any case.
 */
public record Parameters(JsonNode array) {

  /** The parameter as it came. */
  public JsonNode node(int index) {
    JsonNode value = array.get(index);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** The parameter as an integer. */
  public long number(int index) {
    return node(index).asLong();
  }

  /** The parameter as a truth value. */
  public boolean flag(int index) {
    return node(index).asBoolean();
  }

  /** The parameter as text. */
  public String text(int index) {
    return node(index).isNull() ? "" : node(index).asText();
  }

  /** The parameter as an address. */
  public Address address(int index) {
    return Address.parse(text(index));
  }

  /** The CID text of a {@code {"/": ...}}; empty for null. */
  public String cid(int index) {
    return node(index).path("/").asText();
  }

  /** The parameter as a sector's identity. */
  public SectorId sector(int index) {
    long miner = 0;
    long number = 0;
    for (Map.Entry<String, JsonNode> field : node(index).properties()) {
      if (field.getKey().equalsIgnoreCase("Miner")) {
        miner = field.getValue().asLong();
      } else if (field.getKey().equalsIgnoreCase("Number")) {
        number = field.getValue().asLong();
      }
    }
    return new SectorId(miner, number);
  }
}
