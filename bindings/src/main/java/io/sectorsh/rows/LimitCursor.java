package io.sectorsh.rows;

import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** A pass that ends after a number of rows. */
final class LimitCursor<T> implements RowCursor<T> {
  private final RowCursor<T> rows;
  private long left;

  LimitCursor(RowCursor<T> rows, long most) {
    this.rows = rows;
    this.left = most;
  }

  @Override
  public boolean hasNext() {
    return left > 0 && rows.hasNext();
  }

  @Override
  public T next() {
    if (left <= 0) {
      throw new NoSuchElementException();
    }
    left--;
    return rows.next();
  }

  @Override
  public void onProgress(Consumer<String> watcher) {
    rows.onProgress(watcher);
  }

  @Override
  public void close() {
    rows.close();
  }
}
