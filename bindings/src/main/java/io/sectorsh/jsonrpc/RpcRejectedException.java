package io.sectorsh.jsonrpc;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;

/** The other side answered with an error object: REJECTED, or NOT_AUTHORIZED for a permission. */
public final class RpcRejectedException extends OperatorException {
  private static final long serialVersionUID = 1L;

  private final RpcRejection rejection;

  RpcRejectedException(ErrorCode code, RpcRejection rejection, String where, String next) {
    super(code, rejection.message(), where, next);
    this.rejection = rejection;
  }

  /** The code and the words of the answer, for those who must tell one refusal from another. */
  public RpcRejection getRejection() {
    return rejection;
  }
}
