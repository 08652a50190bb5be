package io.sectorsh.jsonrpc;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call as it is named in failures: the method, where it goes, and whether it only reads. */
record CallSite(String method, RpcEndpoint endpoint, boolean onlyReads) {

  static CallSite of(RpcEndpoint endpoint, String method, boolean onlyReads) {
    return new CallSite(endpoint.getService().qualified(method), endpoint, onlyReads);
  }

  String where() {
    return method + " at " + endpoint.getUrl();
  }

  OperatorException failure(ErrorCode code, String what, String next, @Nullable Throwable cause) {
    return new OperatorException(code, endpoint.withoutToken(what), where(), next, cause);
  }

  OperatorException unreachable(String what, @Nullable Throwable cause) {
    return failure(
        ErrorCode.UNREACHABLE,
        what,
        "See whether the " + endpoint.getService().label() + " runs and listens there.",
        cause);
  }

  OperatorException cutOff(String what, @Nullable Throwable cause) {
    return failure(
        ErrorCode.INTERRUPTED_ANSWER,
        what,
        onlyReads
            ? "See whether the " + endpoint.getService().label() + " is alive, then ask again."
            : "It may have been carried out: look before calling it again.",
        cause);
  }

  OperatorException late(Duration limit, @Nullable Throwable cause) {
    return cutOff("no answer within " + limit.toSeconds() + " s", cause);
  }

  OperatorException badAnswer(String what, @Nullable Throwable cause) {
    return failure(
        ErrorCode.BAD_ANSWER,
        what,
        "Check that " + endpoint.getUrl() + " is a " + endpoint.getService().label() + ".",
        cause);
  }

  OperatorException notAuthorized(int status) {
    String what =
        (endpoint.isWithToken() ? "the token is refused" : "a token is needed")
            + " (HTTP "
            + status
            + ")";
    return failure(ErrorCode.NOT_AUTHORIZED, what, tokenAdvice(), null);
  }

  RpcRejectedException rejected(RpcRejection rejection) {
    return switch (rejection.getKind()) {
      case NO_PERMISSION ->
          new RpcRejectedException(ErrorCode.NOT_AUTHORIZED, rejection, where(), tokenAdvice());
      case UNKNOWN_METHOD -> rejected(rejection, "See what it offers: rpc.methods");
      case BAD_PARAMETERS -> rejected(rejection, "See what it takes: rpc.help('" + method + "')");
      case CRASH -> rejected(rejection, "It is a fault in the daemon; its log has the trace.");
      case NOT_FOUND, OTHER -> rejected(rejection, "");
    };
  }

  private RpcRejectedException rejected(RpcRejection rejection, String next) {
    return new RpcRejectedException(ErrorCode.REJECTED, rejection, where(), next);
  }

  private String tokenAdvice() {
    return "Set "
        + endpoint.getService().setting()
        + " to TOKEN:ADDRESS with a token of that daemon that has the permission.";
  }
}
