package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/**
 * The error object of an answer.
 *
 * @param code as answered: 1 is any error of the program's own, -32601 an unknown method, -32602 a
 *     wrong number of parameters, -32700 a parameter that cannot be read, 0 a crash in the method
 * @param message in the daemon's words
 * @param httpStatus of the answer
 */
public record RpcRejection(int code, String message, int httpStatus) implements Serializable {

  static RpcRejection of(JsonNode error, int httpStatus, RpcEndpoint endpoint) {
    String message =
        error.isTextual() ? error.textValue() : error.path("message").asText(error.toString());
    return new RpcRejection(
        error.path("code").asInt(0), endpoint.withoutToken(message), httpStatus);
  }

  /** Whether the daemon has no method of that name, or not on this transport. */
  public boolean isUnknownMethod() {
    return code == -32601;
  }

  /** Whether the method is there but the token does not allow it (lotus' words). */
  boolean isMissingPermission() {
    return message.contains("missing permission to invoke");
  }
}
