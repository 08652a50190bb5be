package io.sectorsh.jsonrpc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each twice the one before, and each shortened by chance to between half
 * and all of it, so that many that failed together do not come back together.
 */
final class Backoff {
  private final long firstMillis;
  private final long longestMillis;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMillis = Math.max(1, first.toMillis());
    this.longestMillis = Math.max(firstMillis, longest.toMillis());
    this.random = random;
  }

  /** How long to wait before a retry, counted from 0, in milliseconds. */
  long millis(int retry) {
    long whole = Math.min(longestMillis, firstMillis << Math.min(retry, 30));
    return whole - (long) (random.nextDouble() * whole / 2);
  }

  /** Waits; an interrupt ends it as it ends a call. */
  void pause(CallSite site, int retry) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis(retry));
    } catch (InterruptedException stop) {
      throw CallInterruptedException.of(site);
    }
  }
}
