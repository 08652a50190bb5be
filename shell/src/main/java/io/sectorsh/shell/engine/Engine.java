package io.sectorsh.shell.engine;

/** A language that lines are written in. */
public interface Engine {
  /** What the user calls it. */
  String name();

  /** Whether a line is unfinished; answers without waiting for a compiler. */
  boolean isOpen(String source);

  /** Compiles and runs; what the user's code throws goes through unchanged. */
  Evaluated evaluate(String source);

  /** Tells code that runs to stop, beyond the interrupt of its thread; called by another thread. */
  void stop();
}
