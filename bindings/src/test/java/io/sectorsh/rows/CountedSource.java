package io.sectorsh.rows;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The numbers 0, 1, 2 ... up to an end, with a record of what a pass did to its source. */
final class CountedSource {
  private final int end;
  private final @Nullable RuntimeException failure;
  int opened;
  int read;
  int closed;

  private CountedSource(int end, @Nullable RuntimeException failure) {
    this.end = end;
    this.failure = failure;
  }

  static CountedSource of(int rows) {
    return new CountedSource(rows, null);
  }

  /** Gives the rows, then fails instead of ending. */
  static CountedSource failingAfter(int rows, RuntimeException failure) {
    return new CountedSource(rows, failure);
  }

  Rows<Integer> rows() {
    return Rows.of(Integer.class, this::open);
  }

  private RowCursor<Integer> open() {
    opened++;
    return new RowCursor<>() {
      private int next;
      private boolean open = true;

      @Override
      public boolean hasNext() {
        if (next == end && failure != null) {
          throw failure;
        }
        return open && next < end;
      }

      @Override
      public Integer next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        read++;
        return next++;
      }

      @Override
      public void close() {
        if (open) {
          open = false;
          closed++;
        }
      }
    };
  }
}
