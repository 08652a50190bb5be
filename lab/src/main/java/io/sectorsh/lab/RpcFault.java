package io.sectorsh.lab;

/** What a called method answers instead of a result: a code and a text, as the daemons word it. */
final class RpcFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int PANIC = 0;
  static final int APPLICATION = 1;
  static final int INVALID_REQUEST = -32600;
  static final int NO_SUCH_METHOD = -32601;
  static final int WRONG_PARAMETER_COUNT = -32602;
  static final int NOT_DECODABLE = -32700;

  private final int code;

  RpcFault(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** An error that the method itself returned. */
  static RpcFault application(String message) {
    return new RpcFault(APPLICATION, message);
  }

  /** A nil pointer inside the method, as Go reports it to the caller. */
  static RpcFault panic(String method) {
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
