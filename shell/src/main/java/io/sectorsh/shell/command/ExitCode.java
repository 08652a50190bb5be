package io.sectorsh.shell.command;

/** What the process tells its caller. */
public enum ExitCode {
  /** Everything asked for was done. */
  DONE(0),
  /** It was tried and failed. */
  FAILED(1),
  /** The command line, or an option of a script, makes no sense. */
  WRONG_USAGE(2),
  /** A guard refused: nothing was touched. */
  REFUSED(3),
  /** The user stopped it. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The process' exit status. */
  public int number() {
    return number;
  }
}
