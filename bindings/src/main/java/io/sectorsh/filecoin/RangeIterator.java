package io.sectorsh.filecoin;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Every number of ranges that are given as first and last in turn. */
final class RangeIterator implements Iterator<Long> {
  private final long[] bounds;
  private int range;
  private long offset;

  RangeIterator(long[] bounds) {
    this.bounds = bounds;
  }

  @Override
  public boolean hasNext() {
    return range < bounds.length;
  }

  @Override
  public Long next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    long number = bounds[range] + offset;
    if (number == bounds[range + 1]) {
      range += 2;
      offset = 0;
    } else {
      offset++;
    }
    return number;
  }
}
