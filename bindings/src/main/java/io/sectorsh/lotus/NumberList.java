package io.sectorsh.lotus;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Arrays;

/** Collects sector numbers in any order, 8 bytes each. */
final class NumberList {
  private long[] numbers = new long[64];
  private int count;

  void add(long number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
    }
    numbers[count++] = number;
  }

  int count() {
    return count;
  }

  SectorNumbers toNumbers() {
    return SectorNumbers.of(Arrays.copyOf(numbers, count));
  }
}
