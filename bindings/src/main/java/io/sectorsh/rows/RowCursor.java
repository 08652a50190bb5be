package io.sectorsh.rows;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One pass over rows that holds something open (a file, an answer of a daemon) until closed.
 *
 * @param <T> what a row is
 */
public interface RowCursor<T> extends Iterator<T>, AutoCloseable {
  /** Lets go of what the pass holds; safe to call twice. */
  @Override
  void close();

  /**
   * Has somebody told how far the pass is while it works on its next row; a pass of which each row
   * is soon there tells nothing.
   *
   * @param watcher gets a short line a few times a second, on the thread that walks
   */
  default void onProgress(Consumer<String> watcher) {}

  /** The same pass with each row turned into something else. */
  default <R> RowCursor<R> map(Function<? super T, ? extends R> change) {
    return new MapCursor<>(this, change);
  }

  /** A cursor over rows that are in memory. */
  static <T> RowCursor<T> over(Iterator<? extends T> rows) {
    return new RowCursor<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return rows.next();
      }

      @Override
      public void close() {}
    };
  }
}
