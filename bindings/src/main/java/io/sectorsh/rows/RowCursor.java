package io.sectorsh.rows;

import java.util.Iterator;

/**
 * One pass over rows that holds something open (a file, an answer of a daemon) until closed.
 *
 * @param <T> what a row is
 */
public interface RowCursor<T> extends Iterator<T>, AutoCloseable {
  /** Lets go of what the pass holds; safe to call twice. */
  @Override
  void close();

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
