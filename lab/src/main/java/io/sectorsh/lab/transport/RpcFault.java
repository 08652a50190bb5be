package io.sectorsh.lab.transport;

/** What a called method answers instead of a result: a code and a text, as the daemons word it. */
public final class RpcFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int PANIC = 0;
  static final int APPLICATION = 1;
  static final int INVALID_REQUEST = -32600;

  /** JSON-RPC's code for a method that is not there. */
  public static final int NO_SUCH_METHOD = -32601;

  static final int WRONG_PARAMETER_COUNT = -32602;

  /** The code of both daemons for what they cannot decode. */
  public static final int NOT_DECODABLE = -32700;

  private final int code;
  private final String data;

  /** An error with the daemon's own words. */
  public RpcFault(int code, String message) {
    this(code, message, "");
  }

  /** An error with the daemon's own words, and what it adds to them; empty for nothing. */
  public RpcFault(int code, String message, String data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  /** An error that the method itself returned. */
  public static RpcFault application(String message) {
    return new RpcFault(APPLICATION, message);
  }

  /** A nil pointer inside the method, as Go reports it to the caller. */
  public static RpcFault panic(String method) {
    return new RpcFault(
        PANIC,
        "fatal error calling '"
            + method
            + "': panic in rpc method '"
            + method
            + "': runtime error: invalid memory address or nil pointer dereference");
  }

  int code() {
    return code;
  }

  String data() {
    return data;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** 500 for what the protocol layer refuses, 200 for what the method answered. */
  int httpStatus() {
    return switch (code) {
      case PANIC, NO_SUCH_METHOD, WRONG_PARAMETER_COUNT, NOT_DECODABLE -> 500;
      case INVALID_REQUEST -> 400;
      default -> 200;
    };
  }
}
