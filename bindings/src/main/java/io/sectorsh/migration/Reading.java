package io.sectorsh.migration;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass of looking at the world. What is costly to open (a snapshot of a database, a list from a
 * daemon) is opened once for all actions of the pass and closed at its end, and never used across a
 * change.
 */
public interface Reading {
  /**
   * What this pass has under a key, opened now if it is the first to ask.
   *
   * @param key names the thing among all kinds of actions, such as {@code repo:/data/lotusminer}
   */
  <V extends AutoCloseable> V shared(String key, Class<V> type, Supplier<? extends V> opener);

  /** What earlier changes of a sandbox count for in this pass; empty where the world is read. */
  default Optional<Overlay> overlay() {
    return Optional.empty();
  }
}
