package io.sectorsh.rows;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pass over two lists, of which the second is opened when the first has ended. */
final class ConcatCursor<T> implements RowCursor<T> {
  private RowCursor<T> rows;
  private @Nullable Supplier<RowCursor<T>> second;

  ConcatCursor(RowCursor<T> first, Supplier<RowCursor<T>> second) {
    this.rows = first;
    this.second = second;
  }

  @Override
  public boolean hasNext() {
    goOn();
    return rows.hasNext();
  }

  @Override
  public T next() {
    goOn();
    return rows.next();
  }

  private void goOn() {
    if (second != null && !rows.hasNext()) {
      rows.close();
      rows = second.get();
      second = null;
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
