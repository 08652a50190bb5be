package io.sectorsh.shell.migration;

import io.sectorsh.migration.RunControl;

/** What keys do while a migration runs. */
public final class RunKeys {
  /** All of them, for the end of a progress line. */
  public static final String HINT = "[p]ause [r]esume [+][-] [s]top after batch";

  private RunKeys() {}

  /** Does what a key stands for; other keys do nothing. */
  public static void press(RunControl control, int key) {
    switch (key) {
      case 'p' -> control.pause();
      case 'r' -> control.resume();
      case '+' -> control.faster();
      case '-' -> control.slower();
      case 's' -> control.stopAfterBatch();
      default -> {
        // A slip of the finger.
      }
    }
  }
}
