package io.sectorsh.migration;

import java.util.Objects;

/** A guard refuses a change: nothing was touched. The shell's exit code for it is 3. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String next;

  /**
   * @param reason what was refused and why
   * @param next how to go on, an imperative sentence
   */
  public RefusedException(String reason, String next) {
    super(Objects.requireNonNull(reason));
    this.next = Objects.requireNonNull(next);
  }

  /** How to go on. */
  public String next() {
    return next;
  }
}
