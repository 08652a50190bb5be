package io.sectorsh.migration;

/** The operator wants to stop now: thrown out of an action, which leaves what can be done again. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With its one text. */
  public StoppedException() {
    super("stopped by the operator");
  }
}
