package io.sectorsh.jsonrpc;

/**
 * The thread that waited for an answer was interrupted: the call has been cancelled, and the
 * thread's interrupt flag is set again, as after a caught {@link InterruptedException}.
 *
 * <p>Whether a daemon carried out a cancelled call that changes something is not known.
 */
public final class CallInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallInterruptedException(String where) {
    super(where + ": interrupted");
  }

  /** Sets the flag that the caught exception cleared. */
  static CallInterruptedException of(CallSite site) {
    Thread.currentThread().interrupt();
    return new CallInterruptedException(site.where());
  }
}
