package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import java.time.Duration;

/**
 * How far a check of many sectors is.
 *
 * @param done sectors that were looked at
 * @param bytes what was read of them
 * @param elapsed since the beginning
 * @param current sectors that are being read
 */
record CheckProgress(long done, long bytes, Duration elapsed, SectorNumbers current) {
  private static final double MEGABYTE = 1_000_000;
  private static final double MILLIS = 1_000;

  /**
   * In a line.
   *
   * @param of how many sectors there are
   */
  String line(long of) {
    double seconds = Math.max(1, elapsed.toMillis()) / MILLIS;
    return "%d of %d sectors, %.1f/s, %.1f MB/s, reading %s"
        .formatted(done, of, done / seconds, bytes / MEGABYTE / seconds, current);
  }
}
