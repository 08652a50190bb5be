package io.sectorsh.shell.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a session holds in its hand: made when it is first named, then kept. Safe
 * for use by several threads.
 *
 * @param <T> what it is
 */
final class Root<T> {
  private final Class<T> type;
  private final Supplier<T> maker;
  private @Nullable T made;

  Root(Class<T> type, Supplier<T> maker) {
    this.type = type;
    this.maker = maker;
  }

  /** What it is, without making it. */
  Class<T> type() {
    return type;
  }

  /** The thing itself. */
  synchronized T get() {
    T thing = made;
    if (thing == null) {
      thing = maker.get();
      made = thing;
    }
    return thing;
  }

  /** Whether it has been named yet. */
  synchronized boolean isMade() {
    return made != null;
  }
}
