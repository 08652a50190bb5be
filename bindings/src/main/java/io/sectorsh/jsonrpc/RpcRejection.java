package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The error object of an answer.
 *
 * @param code as answered: 1 is any error of the program's own, -32601 an unknown method, -32602 a
 *     wrong number of parameters, -32700 a parameter that cannot be read, 0 a crash in the method
 * @param message in the daemon's words
 * @param httpStatus of the answer
 */
public record RpcRejection(int code, String message, int httpStatus) implements Serializable {
  private static final Pattern NOT_FOUND =
      Pattern.compile("not found|could not find|doesn't exist|not due at any deadline");

  static RpcRejection of(JsonNode error, int httpStatus, RpcEndpoint endpoint) {
    String message =
        error.isTextual() ? error.textValue() : error.path("message").asText(error.toString());
    return new RpcRejection(
        error.path("code").asInt(0), endpoint.withoutToken(message), httpStatus);
  }

  /** What an error is about. */
  public enum Kind {
    /** There is no method of that name, or not on this transport. */
    UNKNOWN_METHOD,
    /** Too many or too few parameters, or one that cannot be read. */
    BAD_PARAMETERS,
    /** The method crashed in the daemon. */
    CRASH,
    /** The token does not allow it. */
    NO_PERMISSION,
    /** The daemon does not have what was asked for. */
    NOT_FOUND,
    /** Anything else, in the daemon's words. */
    OTHER
  }

  /** What it is about, by its code where that tells and else by the words of lotus and damocles. */
  public Kind getKind() {
    return switch (code) {
      case -32601 -> Kind.UNKNOWN_METHOD;
      case -32600, -32602, -32700 -> Kind.BAD_PARAMETERS;
      case 11 -> Kind.NOT_FOUND;
      default -> byWords();
    };
  }

  private Kind byWords() {
    if (message.contains("missing permission to invoke")) {
      return Kind.NO_PERMISSION;
    }
    if (message.contains("panic in rpc method")) {
      return Kind.CRASH;
    }
    return NOT_FOUND.matcher(message).find() ? Kind.NOT_FOUND : Kind.OTHER;
  }

  /** Whether the daemon has no method of that name, or not on this transport. */
  public boolean isUnknownMethod() {
    return getKind() == Kind.UNKNOWN_METHOD;
  }
}
