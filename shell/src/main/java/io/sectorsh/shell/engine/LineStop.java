package io.sectorsh.shell.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends a line before its next statement once Ctrl-C was pressed for the statement in hand: what
 * came to an orderly end, or swallowed the interrupt, must not be followed by the rest of the line.
 */
public final class LineStop {
  private static final Map<Thread, Boolean> STOPPED = new ConcurrentHashMap<>();

  private LineStop() {}

  /** Nothing more is begun on this thread until {@link #forget}. */
  public static void stop(Thread thread) {
    STOPPED.put(thread, true);
  }

  /** The thread's line is over. */
  public static void forget(Thread thread) {
    STOPPED.remove(thread);
  }

  /**
   * Returns if the calling thread may begin its next statement; each line is compiled with calls of
   * this between its statements.
   *
   * @throws LineStoppedException if it may not
   */
  public static void check() {
    if (!STOPPED.isEmpty() && STOPPED.containsKey(Thread.currentThread())) {
      throw new LineStoppedException();
    }
  }
}
