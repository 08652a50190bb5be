package io.sectorsh.migration;

import java.time.Duration;
import java.util.Optional;

/** Counts what a run does, tells the listener, and holds the run back to the rate wanted. */
final class Meter {
  private static final long TELL_NANOSECONDS = 200_000_000;
  private static final long LONGEST_WAIT_MILLISECONDS = 200;
  private static final double NANOSECONDS = 1e9;

  private final RunControl control;
  private final ControlTable wishes;
  private final ProgressListener listener;
  private long total;
  private long bytesTotal;
  private final long start = System.nanoTime();
  private String work = "";
  private long doneBefore;
  private long bytesBefore;
  private long done;
  private long failed;
  private long bytesDone;
  private long bytesMoved;
  private int batch;
  private String current = "";
  private long toldAt;
  private long actionsAllowedAt = start;
  private long bytesAllowedAt = start;

  Meter(
      RunControl control,
      ControlTable wishes,
      ProgressListener listener,
      long total,
      long bytesTotal) {
    this.control = control;
    this.wishes = wishes;
    this.listener = listener;
    this.total = total;
    this.bytesTotal = bytesTotal;
  }

  /** What earlier runs did. */
  void before(long actions, long bytes, long failures) {
    doneBefore = actions;
    bytesBefore = bytes;
    failed = failures;
  }

  /** A rollback has its own count: of what is to be undone. */
  void restart(long actions, long bytes) {
    before(0, 0, 0);
    total = actions;
    bytesTotal = bytes;
  }

  void work(String what, int inBatch) {
    work = what;
    batch = inBatch;
  }

  /** What the operator wants; an interrupt of this thread means to stop now. */
  RunControl.Stop stop() {
    takeInterrupt();
    wishes.poll(control);
    return control.stop();
  }

  /** Whether it is to stop at once, as far as is known without asking the journal. */
  boolean isToStopNow() {
    takeInterrupt();
    return control.stop() == RunControl.Stop.NOW;
  }

  private void takeInterrupt() {
    if (Thread.interrupted()) {
      control.stopNow();
    }
  }

  /**
   * Before an action: waits while paused and as the rate wants.
   *
   * @return whether to go on with this action
   */
  boolean begin(String description) {
    current = description;
    bytesMoved = 0;
    double rate = control.getActionsPerSecond().orElse(0);
    actionsAllowedAt = Math.max(actionsAllowedAt, System.nanoTime());
    waitUntil(actionsAllowedAt);
    if (rate > 0) {
      actionsAllowedAt += (long) (NANOSECONDS / rate);
    }
    tell(false);
    return stop().compareTo(RunControl.Stop.AFTER_ACTION) < 0;
  }

  /** Before a look at an action. */
  void look(String description) {
    current = description;
    tell(false);
    if (stop().compareTo(RunControl.Stop.AFTER_ACTION) >= 0) {
      throw new StoppedException();
    }
  }

  /** Within an action. */
  void moved(long bytes) {
    bytesMoved += bytes;
    bytesAllowedAt = Math.max(bytesAllowedAt, System.nanoTime());
    long rate = control.getBytesPerSecond().orElse(0);
    if (rate > 0) {
      bytesAllowedAt += (long) (bytes * NANOSECONDS / rate);
    }
    waitUntil(bytesAllowedAt);
    tell(false);
    if (stop() == RunControl.Stop.NOW) {
      throw new StoppedException();
    }
  }

  private void waitUntil(long nanoseconds) {
    while (stop().compareTo(RunControl.Stop.AFTER_ACTION) < 0) {
      long ahead = nanoseconds - System.nanoTime();
      if (!control.isPaused() && ahead <= 0) {
        return;
      }
      tell(false);
      sleep(control.isPaused() ? LONGEST_WAIT_MILLISECONDS : ahead / 1_000_000);
    }
  }

  private void sleep(long milliseconds) {
    try {
      control.await(Math.min(milliseconds, LONGEST_WAIT_MILLISECONDS));
    } catch (InterruptedException interrupted) {
      control.stopNow();
    }
  }

  void finished(long bytes, boolean failure) {
    done++;
    bytesDone += bytes;
    bytesMoved = 0;
    if (failure) {
      failed++;
    }
    tell(false);
  }

  /** Tells the listener, at most a few times a second unless it is to be now. */
  void tell(boolean now) {
    long time = System.nanoTime();
    if (!now && time - toldAt < TELL_NANOSECONDS) {
      return;
    }
    toldAt = time;
    double seconds = (time - start) / NANOSECONDS;
    double rate = done / seconds;
    double byteRate = (bytesDone + bytesMoved) / seconds;
    control.measured(rate, byteRate);
    listener.progress(
        new Progress(
            work,
            doneBefore + done,
            total,
            failed,
            bytesBefore + bytesDone + bytesMoved,
            bytesTotal,
            rate,
            byteRate,
            remaining(rate, byteRate),
            batch,
            current,
            control.isPaused()));
  }

  private Optional<Duration> remaining(double rate, double byteRate) {
    double byBytes = bytesTotal - bytesBefore - bytesDone - bytesMoved;
    double seconds =
        bytesTotal > 0 && byteRate > 0 ? byBytes / byteRate : (total - doneBefore - done) / rate;
    return Double.isFinite(seconds) && seconds >= 0
        ? Optional.of(Duration.ofMillis((long) (seconds * 1000)))
        : Optional.empty();
  }
}
