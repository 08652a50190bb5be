package io.sectorsh.rows;

import java.util.function.Consumer;
import java.util.function.Function;

/** A pass over rows made of other rows. */
final class MapCursor<S, T> implements RowCursor<T> {
  private final RowCursor<S> rows;
  private final Function<? super S, ? extends T> change;

  MapCursor(RowCursor<S> rows, Function<? super S, ? extends T> change) {
    this.rows = rows;
    this.change = change;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public T next() {
    return change.apply(rows.next());
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
