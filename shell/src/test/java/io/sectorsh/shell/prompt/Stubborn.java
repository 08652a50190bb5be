package io.sectorsh.shell.prompt;

import java.util.concurrent.CountDownLatch;

/** Work that does not listen to interrupts until the test lets it go. */
public final class Stubborn {
  static final CountDownLatch LEAVE = new CountDownLatch(1);

  /** Says that it has begun, then waits, whatever happens. */
  public void work(Runnable begun) {
    begun.run();
    boolean over = false;
    while (!over) {
      try {
        LEAVE.await();
        over = true;
      } catch (InterruptedException ignored) {
        over = false;
      }
    }
  }
}
