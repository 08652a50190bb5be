package io.sectorsh.migration;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants of a run while it runs. Obeyed between two actions, and within long ones
 * that report bytes. Safe for use by several threads.
 */
public final class RunControl {
  /** How soon a run is to stop. */
  enum Stop {
    NO,
    AFTER_BATCH,
    AFTER_ACTION,
    NOW
  }

  private static final double STEP = 2;

  private Stop stop = Stop.NO;
  private @Nullable Thread runner;
  private boolean paused;
  private long wishes;
  private double actionsPerSecond;
  private double bytesPerSecond;
  private double measuredActions;
  private double measuredBytes;

  /** Neither paused nor slowed down. */
  public RunControl() {}

  /** Waits before the next action until {@link #resume} or a stop. */
  public synchronized void pause() {
    paused = true;
  }

  /** Goes on after a pause. */
  public synchronized void resume() {
    paused = false;
    changed();
  }

  /** Stops once the current batch is done. */
  public synchronized void stopAfterBatch() {
    raise(Stop.AFTER_BATCH);
  }

  /** Finishes the action in hand, closes the batch there, and stops: all that was done is kept. */
  public synchronized void stopAfterAction() {
    raise(Stop.AFTER_ACTION);
  }

  /** Stops at once; the next resume inspects what the batch had done. */
  public synchronized void stopNow() {
    raise(Stop.NOW);
    Thread running = runner;
    if (running != null && running != Thread.currentThread()) {
      running.interrupt();
    }
  }

  /** As Ctrl-C: the first time {@link #stopAfterAction}, the second time {@link #stopNow}. */
  public synchronized void interrupt() {
    if (stop.compareTo(Stop.AFTER_ACTION) < 0) {
      stopAfterAction();
    } else {
      stopNow();
    }
  }

  /** This thread is the one to interrupt when the run is to stop at once. */
  synchronized void begin() {
    runner = Thread.currentThread();
  }

  /** The run is over. */
  synchronized void end() {
    runner = null;
    if (stop == Stop.NOW) {
      Thread.interrupted();
    }
  }

  private void raise(Stop wanted) {
    if (wanted.compareTo(stop) > 0) {
      stop = wanted;
    }
    changed();
  }

  /** Most actions per second; 0 for no limit. */
  public synchronized void setActionsPerSecond(double limit) {
    actionsPerSecond = Math.max(0, limit);
    changed();
  }

  /** Most bytes per second; 0 for no limit. */
  public synchronized void setBytesPerSecond(double limit) {
    bytesPerSecond = Math.max(0, limit);
    changed();
  }

  /** Half as fast as the limit, or as it is now if there is none. */
  public synchronized void slower() {
    if (measuredBytes > 0 || bytesPerSecond > 0) {
      bytesPerSecond = (bytesPerSecond > 0 ? bytesPerSecond : measuredBytes) / STEP;
    } else {
      actionsPerSecond = (actionsPerSecond > 0 ? actionsPerSecond : measuredActions) / STEP;
    }
  }

  /** Twice the limit; without a limit once it is far above what the run reaches. */
  public synchronized void faster() {
    bytesPerSecond = raised(bytesPerSecond, measuredBytes);
    actionsPerSecond = raised(actionsPerSecond, measuredActions);
    changed();
  }

  private static double raised(double limit, double measured) {
    double next = limit * STEP;
    return next > 2 * STEP * measured ? 0 : next;
  }

  /** The limit of actions per second; empty without one. */
  public synchronized OptionalDouble getActionsPerSecond() {
    return actionsPerSecond > 0 ? OptionalDouble.of(actionsPerSecond) : OptionalDouble.empty();
  }

  /** The limit of bytes per second; empty without one. */
  public synchronized OptionalLong getBytesPerSecond() {
    return bytesPerSecond > 0 ? OptionalLong.of((long) bytesPerSecond) : OptionalLong.empty();
  }

  /** Whether it is paused. */
  public synchronized boolean isPaused() {
    return paused;
  }

  /** Whether a stop of any kind was asked for. */
  public synchronized boolean isStopping() {
    return stop != Stop.NO;
  }

  synchronized Stop stop() {
    return stop;
  }

  synchronized void measured(double actions, double bytes) {
    measuredActions = actions;
    measuredBytes = bytes;
  }

  /** Waits so long, or shorter if something is wanted. */
  synchronized void await(long milliseconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    long seen = wishes;
    for (long left = milliseconds; left > 0 && wishes == seen; left = millisecondsTo(until)) {
      wait(left);
    }
  }

  private static long millisecondsTo(long nanoseconds) {
    return TimeUnit.NANOSECONDS.toMillis(nanoseconds - System.nanoTime());
  }

  private void changed() {
    wishes++;
    notifyAll();
  }
}
