package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes requests. Ids stay small, since go-jsonrpc carries them through a 64-bit float. */
final class Envelope {
  private static final int HIGHEST_ID = 1 << 20;

  private final AtomicInteger ids = new AtomicInteger();

  /** The next id; from 1. */
  int nextId() {
    return 1 + Math.floorMod(ids.getAndIncrement(), HIGHEST_ID);
  }

  /** A request with positional parameters. */
  static byte[] request(CallSite site, int id, @Nullable Object[] params) {
    ObjectNode envelope = Json.MAPPER.createObjectNode();
    envelope.put("jsonrpc", "2.0");
    envelope.put("id", id);
    envelope.put("method", site.method());
    try {
      envelope.set("params", Json.MAPPER.valueToTree(Arrays.asList(params)));
      return Json.MAPPER.writeValueAsBytes(envelope);
    } catch (IllegalArgumentException | JsonProcessingException failure) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE, "a parameter cannot be written as JSON", site.where(), "", failure);
    }
  }

  /** What asks the other side to give up a call or a subscription (go-jsonrpc's own method). */
  static String cancellation(int id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[" + id + "]}";
  }

  /** A request as text, for a WebSocket. */
  static String text(CallSite site, int id, @Nullable Object[] params) {
    return new String(request(site, id, params), StandardCharsets.UTF_8);
  }
}
