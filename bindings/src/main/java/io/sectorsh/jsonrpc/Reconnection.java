package io.sectorsh.jsonrpc;

import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How often and how fast a lost subscription is taken up again: after a second, then after twice as
 * long each time up to half a minute; after ten failures in a row it is given up. For one thread.
 */
public final class Reconnection {
  private static final int MOST = 10;

  private final Backoff backoff;
  private int failures;

  /** With the usual pauses. */
  public Reconnection() {
    this(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random()));
  }

  Reconnection(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Something came: the next failure is the first again. */
  public void succeeded() {
    failures = 0;
  }

  /**
   * Waits before the next attempt.
   *
   * @throws OperatorException the failure, if it is one too many
   * @throws CallInterruptedException if the thread is interrupted
   */
  public void failed(OperatorException failure) {
    if (++failures > MOST) {
      throw failure;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(backoff.millis(failures - 1));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CallInterruptedException(failure.where());
    }
  }
}
