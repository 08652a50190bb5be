package io.sectorsh.migration;

import java.util.Optional;

/** Tells a listener how a plan grows, a few times a second; how long it will be nobody knows. */
final class PlanMeter implements Recorder {
  private static final long TELL_NANOSECONDS = 200_000_000;
  private static final double NANOSECONDS = 1e9;

  private final String work;
  private final Recorder into;
  private final ProgressListener listener;
  private final long start = System.nanoTime();
  private long toldAt = start;
  private long count;
  private long bytes;

  /**
   * @param work what it is called, such as {@code planning}
   */
  PlanMeter(String work, Recorder into, ProgressListener listener) {
    this.work = work;
    this.into = into;
    this.listener = listener;
  }

  @Override
  public void add(Action action) {
    tell(action);
    into.add(action);
    count(action);
  }

  @Override
  public void addLater(Action action) {
    tell(action);
    into.addLater(action);
    count(action);
  }

  @Override
  public void checkpoint() {
    into.checkpoint();
  }

  private synchronized void count(Action action) {
    count++;
    bytes += action.bytes();
  }

  private synchronized void tell(Action current) {
    long time = System.nanoTime();
    if (time - toldAt < TELL_NANOSECONDS) {
      return;
    }
    toldAt = time;
    listener.progress(
        new Progress(
            work,
            count,
            0,
            0,
            bytes,
            0,
            count * NANOSECONDS / (time - start),
            0,
            Optional.empty(),
            0,
            current.describe(),
            false));
  }
}
