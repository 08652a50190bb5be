package io.sectorsh.migration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reading that closes what was opened for it. Not for use by several threads at once. */
public final class ReadingPass implements Reading, AutoCloseable {
  private final Map<String, AutoCloseable> open = new HashMap<>();
  private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();

  private final Optional<Overlay> overlay;

  /** Of the world, with nothing open yet. */
  public ReadingPass() {
    this(Optional.empty());
  }

  /** The same in the eyes of a sandbox. */
  ReadingPass(Optional<Overlay> overlay) {
    this.overlay = overlay;
  }

  @Override
  public Optional<Overlay> overlay() {
    return overlay;
  }

  @Override
  public <V extends AutoCloseable> V shared(
      String key, Class<V> type, Supplier<? extends V> opener) {
    AutoCloseable known = open.get(key);
    if (known != null) {
      return type.cast(known);
    }
    V opened = opener.get();
    open.put(key, opened);
    newestFirst.push(opened);
    return opened;
  }

  /** Closes all; the first failure is thrown after the others were closed, too. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (AutoCloseable each : newestFirst) {
      failure = close(each, failure);
    }
    open.clear();
    newestFirst.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException close(
      AutoCloseable each, @Nullable RuntimeException earlier) {
    try {
      each.close();
      return earlier;
    } catch (Exception failed) {
      RuntimeException failure =
          failed instanceof RuntimeException unchecked
              ? unchecked
              : new IllegalStateException(failed);
      if (earlier == null) {
        return failure;
      }
      earlier.addSuppressed(failure);
      return earlier;
    }
  }
}
