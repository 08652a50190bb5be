package io.sectorsh.shell;

import io.sectorsh.shell.engine.LineStop;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Lets a thread end its work in order when the process is told to stop: the JVM runs this while it
 * shuts down, and then exits with 130 after Ctrl-C by itself.
 */
final class StopSignal {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Thread hook;
  private volatile boolean over;

  private StopSignal(Thread worker, PrintStream err) {
    this.hook = new Thread(() -> stop(worker, err), "stop");
  }

  /** From now until {@link #over}, a signal interrupts the calling thread. */
  static StopSignal forThisThread(PrintStream err) {
    StopSignal signal = new StopSignal(Thread.currentThread(), err);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void stop(Thread worker, PrintStream err) {
    LineStop.stop(worker);
    worker.interrupt();
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (this) {
      try {
        while (!over && System.nanoTime() < end) {
          wait(50);
        }
      } catch (InterruptedException nobodyDoesThis) {
        Thread.currentThread().interrupt();
      }
    }
    if (!over) {
      err.println("interrupted");
      err.flush();
    }
  }

  /** The work has ended: a signal may end the process at once. */
  void over() {
    LineStop.forget(Thread.currentThread());
    synchronized (this) {
      over = true;
      notifyAll();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is at work, and now finds that this is over.
    }
  }
}
