package io.sectorsh.filecoin;

/** Builds a set from run lengths that alternate between numbers left out and numbers in it. */
final class RunCollector {
  private final RangeList ranges = new RangeList();
  private boolean in;

  /** Where the next run starts; unsigned. */
  private long next;

  RunCollector(boolean firstIsIn) {
    in = firstIsIn;
  }

  /**
   * @param length unsigned, not zero
   */
  void add(long length) {
    long last = next + length - 1;
    if (Long.compareUnsigned(last, next) < 0 || last == -1) {
      throw new MalformedValueException("not a set of sectors: runs end above 2^64-1");
    }
    if (in) {
      if (last < 0) {
        throw new MalformedValueException(
            "not a set of sectors: number " + Long.toUnsignedString(last) + " is above 2^63-1");
      }
      ranges.add(next, last);
    }
    in = !in;
    next = last + 1;
  }

  SectorNumbers toNumbers() {
    return ranges.toNumbers();
  }
}
