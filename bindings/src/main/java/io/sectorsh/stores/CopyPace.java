package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How fast files are copied, how far that is, and whether it is to stop. Safe for use by several
 * threads, which then share the rate; whoever watches may change it while it runs.
 */
public final class CopyPace {
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private final LongConsumer moved;
  private final AtomicLong copied = new AtomicLong();
  private volatile long limit;
  private volatile boolean idle = true;
  private volatile boolean cancelled;
  private long due;

  /** As fast as the disks can, at idle priority. */
  public CopyPace() {
    this(System::nanoTime, CopyPace::sleep, bytes -> {});
  }

  /**
   * As fast as somebody else lets it.
   *
   * @param moved hears of bytes after they were copied; may wait, and may throw in order to stop
   */
  public static CopyPace heardBy(LongConsumer moved) {
    return new CopyPace(System::nanoTime, CopyPace::sleep, moved);
  }

  /**
   * @param nanoTime the clock, as {@link System#nanoTime}
   * @param pause waits for so many nanoseconds
   * @param moved hears of bytes after they were copied
   */
  CopyPace(LongSupplier nanoTime, LongConsumer pause, LongConsumer moved) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.moved = moved;
  }

  /**
   * Sets the rate.
   *
   * @param bytesPerSecond at most so many bytes are read per second; 0 for no limit
   */
  public void setLimit(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a rate cannot be negative",
          bytesPerSecond + " bytes/s",
          "Give 0 for no limit.");
    }
    limit = bytesPerSecond;
  }

  /** The rate in bytes per second; 0 if there is no limit. */
  public long getLimit() {
    return limit;
  }

  /** Whether disks serve it only when they have nothing else to do; so at the start. */
  public void setIdle(boolean idle) {
    this.idle = idle;
  }

  /** Whether disks serve it only when they have nothing else to do. */
  public boolean isIdle() {
    return idle;
  }

  /** Stops at the next block. What was being copied is not there then; what was done stays done. */
  public void cancel() {
    cancelled = true;
  }

  /** How many bytes were copied through this pace. */
  public long getCopied() {
    return copied.get();
  }

  /**
   * Waits until so many more bytes may be read.
   *
   * @throws OperatorException STOPPED if it was cancelled or the thread was interrupted
   */
  void await(long bytes, String what) {
    requireRunning(what);
    long rate = limit;
    if (rate > 0) {
      long wait = reserve(bytes, rate);
      if (wait > 0) {
        pause.accept(wait);
        requireRunning(what);
      }
    }
  }

  void copied(long bytes) {
    copied.addAndGet(bytes);
    moved.accept(bytes);
  }

  /** Time that nobody used is not saved up: after a pause the rate holds from the first byte. */
  private synchronized long reserve(long bytes, long rate) {
    long now = nanoTime.getAsLong();
    long start = due - now > 0 ? due : now;
    due = start + (long) ((double) bytes / rate * SECOND);
    return start - now;
  }

  private void requireRunning(String what) {
    if (cancelled || Thread.currentThread().isInterrupted()) {
      throw new OperatorException(
          ErrorCode.STOPPED, "the copy was stopped", what, "Start it again to go on.");
    }
  }

  private static void sleep(long nanos) {
    try {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
