package io.sectorsh.shell.prompt;

import io.sectorsh.shell.engine.LineStop;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Runs work on a thread of its own, so that Ctrl-C can stop it and the prompt lives on. */
final class StoppableTask {
  /** How work came to its end. */
  enum Ending {
    /** By itself. */
    FINISHED,
    /** It was told to stop, and did. */
    STOPPED,
    /** It was told to stop, and was left alone when it did not. */
    ABANDONED
  }

  private enum Event {
    DONE,
    INTERRUPT
  }

  private static final Duration ROUND = Duration.ofMillis(100);

  private final Terminal terminal;
  private final Duration patience;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean stopping;

  /**
   * @param patience how long work may take to stop when it is told to
   */
  StoppableTask(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * Runs work to its end.
   *
   * @param stop what else to do besides interrupting the thread
   * @param gently tells the work to come to an orderly end; false if it knows no such end
   */
  Ending run(Runnable work, Runnable stop, BooleanSupplier gently) {
    Thread thread = new Thread(() -> runAndTell(work), "evaluation");
    thread.setDaemon(true);
    thread.setContextClassLoader(StoppableTask.class.getClassLoader());
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> events.add(Event.INTERRUPT));
    try {
      thread.start();
      do {
        if (next(null) == Event.DONE) {
          return Ending.FINISHED;
        }
        LineStop.stop(thread);
      } while (gently.getAsBoolean());
      stopping = true;
      return stopped(thread, stop) ? Ending.STOPPED : Ending.ABANDONED;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  /** Whether the work has been told to stop: what it throws then is no failure. */
  boolean isStopping() {
    return stopping;
  }

  /** Tells the work to stop until it does: code that is still being compiled cannot hear it. */
  private boolean stopped(Thread thread, Runnable stop) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      thread.interrupt();
      stop.run();
      if (next(ROUND) == Event.DONE) {
        return true;
      }
    }
    return false;
  }

  private void runAndTell(Runnable work) {
    try {
      work.run();
    } finally {
      LineStop.forget(Thread.currentThread());
      events.add(Event.DONE);
    }
  }

  /** The next event; with a limit, only the end counts. */
  private @Nullable Event next(@Nullable Duration limit) {
    try {
      if (limit == null) {
        return events.take();
      }
      long end = System.nanoTime() + limit.toNanos();
      Event event;
      do {
        event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } while (event == Event.INTERRUPT);
      return event;
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
      return Event.INTERRUPT;
    }
  }
}
