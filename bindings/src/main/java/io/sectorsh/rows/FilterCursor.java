package io.sectorsh.rows;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pass over the rows that pass a test. */
final class FilterCursor<T> implements RowCursor<T> {
  private final RowCursor<T> rows;
  private final Predicate<? super T> wanted;
  private @Nullable T found;

  FilterCursor(RowCursor<T> rows, Predicate<? super T> wanted) {
    this.rows = rows;
    this.wanted = wanted;
  }

  @Override
  public boolean hasNext() {
    while (found == null && rows.hasNext()) {
      T row = rows.next();
      if (wanted.test(row)) {
        found = row;
      }
    }
    return found != null;
  }

  @Override
  public T next() {
    if (!hasNext() || found == null) {
      throw new NoSuchElementException();
    }
    T row = found;
    found = null;
    return row;
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
