package io.sectorsh.shell.prompt;

import org.jline.utils.Signals;

/** Ctrl-C of a process without a prompt, heard by somebody instead of ending the process. */
public final class InterruptSignal implements AutoCloseable {
  private final Object before;

  private InterruptSignal(Object before) {
    this.before = before;
  }

  /** From now until it is closed, Ctrl-C runs this. */
  public static InterruptSignal heardBy(Runnable listener) {
    return new InterruptSignal(Signals.register("INT", listener));
  }

  /** Ctrl-C is again what it was. */
  @Override
  public void close() {
    Signals.unregister("INT", before);
  }
}
