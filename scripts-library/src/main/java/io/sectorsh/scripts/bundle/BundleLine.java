package io.sectorsh.scripts.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.SectorInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One sector as one system has it. The line is a JSON object: {@code system}, {@code number}, for
 * damocles {@code store} and {@code state} (all of core.SectorState), for lotus {@code sector} (all
 * of lotus' SectorInfo, to be read) and {@code record} (the same as CBOR in base64, which counts:
 * JSON cannot hold all of it). Its last member {@code sum} is the CRC-32C of all before it.
 *
 * @param number the sector's number
 * @param lotus the record, on a line of lotus
 * @param damocles the state with its store, on a line of damocles
 */
record BundleLine(long number, Optional<SectorInfo> lotus, Optional<SectorState> damocles) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUM = ",\"sum\":\"";

  static BundleLine of(SectorInfo sector) {
    return new BundleLine(sector.getSectorNumber(), Optional.of(sector), Optional.empty());
  }

  static BundleLine of(SectorState state) {
    return new BundleLine(state.getNumber(), Optional.empty(), Optional.of(state));
  }

  /** As text, without the end of the line. */
  String encode() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("system", lotus.isPresent() ? "lotus" : "damocles").put("number", number);
    lotus.ifPresent(sector -> json.put("record", sector.encode()).set("sector", sector.toJson()));
    damocles.ifPresent(
        state -> {
          json.put("store", state.isOnline() ? "online" : "offline");
          json.set("state", state.toJson());
        });
    String text = json.toString();
    String body = text.substring(0, text.length() - 1);
    return body + SUM + sum(body) + "\"}";
  }

  private static String sum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  /**
   * Reads a line.
   *
   * @param where file and line, for failures
   * @throws OperatorException DAMAGED if anything in it was changed
   */
  static BundleLine decode(String text, String where) {
    int end = text.lastIndexOf(SUM);
    if (end < 0
        || !text.equals(text.substring(0, end) + SUM + sum(text.substring(0, end)) + "\"}")) {
      throw damaged("the line was changed or cut: its checksum differs", where, null);
    }
    try {
      JsonNode json = JSON.readTree(text);
      return json.path("system").asText().equals("lotus")
          ? of(SectorInfo.decode(json.path("record").binaryValue()))
          : of(state(json));
    } catch (JsonProcessingException | MalformedValueException malformed) {
      throw damaged("the line holds no sector: " + malformed.getMessage(), where, malformed);
    } catch (IOException malformed) {
      throw damaged("the line holds no record", where, malformed);
    }
  }

  /** The store travels beside the state, which has no member for it. */
  private static SectorState state(JsonNode json) {
    return SectorState.fromJson(json.path("state"))
        .foundIn(
            json.path("store").asText().equals("online")
                ? SectorStore.ONLINE
                : SectorStore.OFFLINE);
  }

  static OperatorException damaged(String what, String where, @Nullable Throwable cause) {
    return new OperatorException(
        ErrorCode.DAMAGED, what, where, "Make the bundle again: export json.", cause);
  }
}
