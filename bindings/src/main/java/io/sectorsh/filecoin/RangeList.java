package io.sectorsh.filecoin;

import java.util.Arrays;

/** Collects ranges in rising order and joins those that touch. */
final class RangeList {
  private long[] bounds = new long[16];
  private int length;

  /** The range starts at or above the start of the one before. */
  void add(long first, long last) {
    if (length > 0 && (bounds[length - 1] == Long.MAX_VALUE || first <= bounds[length - 1] + 1)) {
      bounds[length - 1] = Math.max(bounds[length - 1], last);
      return;
    }
    if (length == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * length);
    }
    bounds[length++] = first;
    bounds[length++] = last;
  }

  SectorNumbers toNumbers() {
    return length == 0 ? SectorNumbers.EMPTY : new SectorNumbers(Arrays.copyOf(bounds, length));
  }
}
