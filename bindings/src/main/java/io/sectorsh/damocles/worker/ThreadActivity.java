package io.sectorsh.damocles.worker;

import java.util.Locale;

/** What a thread of a worker is doing; printed as a lower-case word. */
public enum ThreadActivity {
  /** It has not begun a job yet, or was just resumed. */
  IDLE,
  /** It stands still until somebody resumes it, because of a failure or because it was told to. */
  PAUSED,
  /** It works on a stage. */
  RUNNING,
  /** It waits for its turn, a lock or a processor. */
  WAITING,
  /** Something that only a newer worker knows. */
  UNKNOWN;

  static ThreadActivity of(String word) {
    for (ThreadActivity activity : values()) {
      if (activity.name().equalsIgnoreCase(word)) {
        return activity;
      }
    }
    return UNKNOWN;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
