package io.sectorsh.shell.engine;

/** Ctrl-C was pressed, and what follows on the line is not done. */
public final class LineStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LineStoppedException() {
    super("interrupted: what follows was not begun");
  }
}
