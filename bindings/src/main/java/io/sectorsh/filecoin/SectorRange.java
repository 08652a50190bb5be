package io.sectorsh.filecoin;

/**
 * Numbers that follow each other without a gap.
 *
 * @param first the lowest, 0 or more
 * @param last the highest, itself included
 */
public record SectorRange(long first, long last) {
  /** The first is not above the last. */
  public SectorRange {
    if (first < 0 || last < first) {
      throw new MalformedValueException("not a range of sectors: " + first + "-" + last);
    }
  }

  /** How many numbers; for all of 0 to 2^63-1 one less than that, since it would not fit. */
  public long count() {
    long count = last - first + 1;
    return count < 0 ? Long.MAX_VALUE : count;
  }

  /** {@code 5} or {@code 5-9}. */
  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
