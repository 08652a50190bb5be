package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Arrays;

/** Collects sector numbers in any order, 8 bytes each. */
public final class NumberList {
  private long[] numbers = new long[64];
  private int count;

  /** Takes in a number. */
  public void add(long number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
    }
    numbers[count++] = number;
  }

  /** How many were taken in. */
  public int count() {
    return count;
  }

  /** All of them, as a set. */
  public SectorNumbers toNumbers() {
    return SectorNumbers.of(Arrays.copyOf(numbers, count));
  }
}
