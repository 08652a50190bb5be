package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The Go type of a parameter: which JSON it takes, and how Go words a refusal of any other. */
public enum ParameterType {
  ADDRESS("address.Address"),
  SECTOR_NUMBER("abi.SectorNumber"),
  SECTOR_ID("abi.SectorID"),
  ACTOR_ID("abi.ActorID"),
  EPOCH("abi.ChainEpoch"),
  UINT64("uint64"),
  DEAL_ID("abi.DealID"),
  INT("int"),
  WORKER_JOB("core.SectorWorkerJob"),
  BOOL("bool"),
  STRING("string"),
  BYTES("[]uint8"),
  CID("cid.Cid"),
  TIPSET_KEY("types.TipSetKey"),
  BITFIELD("bitfield.BitField"),
  ANY("interface {}");

  private static final Map<String, String> NUMBER_FIELDS =
      Map.of("miner", "abi.ActorID", "number", "abi.SectorNumber");

  private final String goName;

  ParameterType(String goName) {
    this.goName = goName;
  }

  String goName() {
    return goName;
  }

  /** Why Go would refuse the value; empty when it takes it. Null is always taken as zero. */
  Optional<String> complaint(JsonNode value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    return switch (this) {
      case ANY -> Optional.empty();
      case ADDRESS -> address(value);
      case SECTOR_NUMBER, UINT64, ACTOR_ID, DEAL_ID ->
          unsigned(value, "Go value of type " + goName);
      case EPOCH, INT, WORKER_JOB -> expect(value.isIntegralNumber(), value);
      case BOOL -> expect(value.isBoolean(), value);
      case STRING, BYTES -> expect(value.isTextual(), value);
      case TIPSET_KEY, BITFIELD -> expect(value.isArray(), value);
      case SECTOR_ID -> sectorId(value);
      case CID -> cid(value);
    };
  }

  private Optional<String> expect(boolean good, JsonNode value) {
    return good ? Optional.empty() : refusal(kind(value), "Go value of type " + goName);
  }

  private static Optional<String> unsigned(JsonNode value, String target) {
    if (!value.isIntegralNumber()) {
      return refusal(kind(value), target);
    }
    BigInteger number = value.bigIntegerValue();
    return number.signum() >= 0 && number.bitLength() <= Long.SIZE
        ? Optional.empty()
        : refusal("number " + value.asText(), target);
  }

  private static Optional<String> address(JsonNode value) {
    if (!value.isTextual()) {
      return refusal(kind(value), "Go value of type string");
    }
    String text = value.asText();
    if (text.length() < 3) {
      return Optional.of("invalid address length");
    }
    if (text.charAt(0) != 'f' && text.charAt(0) != 't') {
      return Optional.of("unknown address network");
    }
    try {
      Address.parse(text);
      return Optional.empty();
    } catch (RuntimeException malformed) {
      return Optional.of(complaint(text.charAt(1), text.substring(2)));
    }
  }

  /** In the words of go-address, which looks at the letters before it looks at the checksum. */
  private static String complaint(char protocol, String payload) {
    return switch (protocol) {
      case '0', '4' -> "invalid address payload";
      case '1', '2', '3' -> isBase32(payload) ? "invalid address checksum" : "invalid encoding";
      default -> "unknown address protocol";
    };
  }

  private static boolean isBase32(String text) {
    int rest = text.length() % 8;
    return text.matches("[a-z2-7]+") && rest != 1 && rest != 3 && rest != 6;
  }

  private Optional<String> sectorId(JsonNode value) {
    if (!value.isObject()) {
      return expect(false, value);
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String lower = field.getKey().toLowerCase(Locale.ROOT);
      String goType = NUMBER_FIELDS.get(lower);
      if (goType != null && !field.getValue().isNull()) {
        String name = lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        Optional<String> wrong =
            unsigned(field.getValue(), "Go struct field SectorID." + name + " of type " + goType);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> cid(JsonNode value) {
    if (value.isObject() && value.path("/").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        "invalid cid: json: cannot unmarshal "
            + kind(value)
            + " into Go value of type struct { CidTarget string \"json:\\\"/\\\"\" }");
  }

  private static Optional<String> refusal(String what, String target) {
    return Optional.of("json: cannot unmarshal " + what + " into " + target);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "number" : "number " + value.asText();
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      default -> "object";
    };
  }
}
