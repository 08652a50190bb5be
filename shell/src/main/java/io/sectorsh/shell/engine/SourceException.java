package io.sectorsh.shell.engine;

/** A line that does not compile or whose code threw, as its language tells it. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells what happened.
   *
   * @param problem in the words of the compiler or of the exception
   */
  public SourceException(String problem) {
    super(problem);
  }
}
