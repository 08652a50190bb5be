package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;

/** Puts numbers together that come one by one, in memory for a chunk of them and for ranges. */
final class NumberCollector {
  private static final int CHUNK = 8192;

  private final long[] chunk = new long[CHUNK];
  private int filled;
  private SectorNumbers all = SectorNumbers.EMPTY;

  void add(long number) {
    chunk[filled++] = number;
    if (filled == CHUNK) {
      all = all();
      filled = 0;
    }
  }

  SectorNumbers all() {
    return all.union(SectorNumbers.of(java.util.Arrays.copyOf(chunk, filled)));
  }
}
