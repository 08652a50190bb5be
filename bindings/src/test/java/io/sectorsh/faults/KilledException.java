package io.sectorsh.faults;

/** Stands for the death of the process: nothing after it has an effect. */
public final class KilledException extends Error {
  private static final long serialVersionUID = 1L;

  KilledException() {
    super("killed");
  }
}
