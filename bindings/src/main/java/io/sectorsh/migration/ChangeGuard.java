package io.sectorsh.migration;

import java.util.Objects;

/**
 * Holds a session's mode and refuses changes that the mode does not allow. Safe for use by several
 * threads.
 */
public final class ChangeGuard {
  private volatile Mode mode;

  /** A guard that starts in the given mode. */
  public ChangeGuard(Mode mode) {
    this.mode = Objects.requireNonNull(mode);
  }

  /** The mode now. */
  public Mode mode() {
    return mode;
  }

  /** Changes the mode for what comes after. */
  public void setMode(Mode next) {
    mode = Objects.requireNonNull(next);
  }

  /**
   * Returns if changes are allowed now.
   *
   * @param change what would be done, such as {@code write 12 sector records to /data/lotusminer}
   * @throws RefusedException in any mode but {@link Mode#APPLY}
   */
  public void requireApply(String change) {
    if (mode != Mode.APPLY) {
      throw new RefusedException(
          "refused in " + mode.word() + " mode: " + change,
          "Type :mode apply to allow changes in this session.");
    }
  }
}
