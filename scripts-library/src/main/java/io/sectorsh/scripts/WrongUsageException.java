package io.sectorsh.scripts;

import java.util.Objects;

/**
 * A script was called with arguments that make no sense together; the shell's exit code for it is
 * 2.
 */
public final class WrongUsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String next;

  /**
   * @param reason what is wrong with the arguments
   * @param next what to write instead, an imperative sentence
   */
  public WrongUsageException(String reason, String next) {
    super(Objects.requireNonNull(reason));
    this.next = Objects.requireNonNull(next);
  }

  /** What to write instead. */
  public String next() {
    return next;
  }
}
