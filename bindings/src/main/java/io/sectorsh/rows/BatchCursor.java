package io.sectorsh.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;

/** So many rows at a time; the last batch may be shorter. */
final class BatchCursor<T> implements RowCursor<List<T>> {
  private final RowCursor<T> rows;
  private final int size;

  BatchCursor(RowCursor<T> rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<T> next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException();
    }
    List<T> batch = new ArrayList<>();
    while (batch.size() < size && rows.hasNext()) {
      batch.add(rows.next());
    }
    return Collections.unmodifiableList(batch);
  }

  @Override
  public void close() {
    rows.close();
  }
}
