package io.sectorsh.shell.command;

/** The user asked for something that cannot be asked for; the exit code for it is 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * @param what what is wrong, a short clause
   * @param hint how it is written
   */
  public UsageException(String what, String hint) {
    super(what);
    this.hint = hint;
  }

  /** How it is written. */
  public String hint() {
    return hint;
  }
}
