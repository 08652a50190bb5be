package io.sectorsh.scripts;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Arrays;

/** Puts numbers together that come one by one, in memory for a chunk of them and for ranges. */
public final class NumberCollector {
  private static final int CHUNK = 8192;

  private final long[] chunk = new long[CHUNK];
  private int filled;
  private SectorNumbers all = SectorNumbers.EMPTY;

  /** None yet. */
  public NumberCollector() {}

  /** Takes one more; it may come twice. */
  public void add(long number) {
    chunk[filled++] = number;
    if (filled == CHUNK) {
      all = all();
      filled = 0;
    }
  }

  /** All that came so far. */
  public SectorNumbers all() {
    return all.union(SectorNumbers.of(Arrays.copyOf(chunk, filled)));
  }
}
