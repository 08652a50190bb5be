package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.UncheckedIOException;

/**
 * Why an action failed, as the journal keeps it.
 *
 * @param code an error code's text, or {@code unexpected}
 * @param cause what happened to what
 * @param next what to do; may be empty
 */
record Failure(String code, String cause, String next) {
  static final Failure NONE = new Failure("", "", "");

  static Failure of(RuntimeException thrown) {
    if (thrown instanceof OperatorException told) {
      return new Failure(told.code().text(), told.where() + ": " + told.what(), told.next());
    }
    if (thrown instanceof RefusedException refused) {
      return new Failure(
          ErrorCode.REFUSED.text(), String.valueOf(refused.getMessage()), refused.next());
    }
    if (thrown instanceof UncheckedIOException failed) {
      return new Failure(
          ErrorCode.IO_FAILED.text(),
          String.valueOf(failed.getCause()),
          "Look at the kernel's messages for this disk or mount.");
    }
    return new Failure("unexpected", thrown.toString(), "Report this with --debug's output.");
  }

  /** In one line, for an event. */
  static String words(Throwable thrown) {
    return thrown instanceof RuntimeException failure ? of(failure).cause() : thrown.toString();
  }

  static Failure conflict(Inspection.Conflict conflict) {
    return new Failure(ErrorCode.REFUSED.text(), conflict.reason(), conflict.next());
  }

  static Failure of(ErrorCode code, String cause, String next) {
    return new Failure(code.text(), cause, next);
  }
}
