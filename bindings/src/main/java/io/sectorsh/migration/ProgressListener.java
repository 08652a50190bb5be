package io.sectorsh.migration;

/** Hears how a run goes; called on the running thread, at most a few times a second. */
@FunctionalInterface
public interface ProgressListener {
  /** How far it is now. */
  void progress(Progress progress);

  /** One that does not care. */
  static ProgressListener none() {
    return progress -> {};
  }
}
