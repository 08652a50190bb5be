package io.sectorsh.errors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure told in the user's words: what happened, to what, and what to do next.
 *
 * <p>No text in it ever holds a token. Subclasses add data for programs, never another meaning.
 */
public class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String what;
  private final String where;
  private final String next;

  /**
   * @param what what happened, a short clause without a final stop
   * @param where the thing that it happened to: a path, an endpoint with its method, a miner, a
   *     sector
   * @param next what the user can do now, an imperative sentence; empty if there is nothing to
   *     advise
   */
  public OperatorException(ErrorCode code, String what, String where, String next) {
    this(code, what, where, next, null);
  }

  /** As the other constructor, with the failure underneath (shown with {@code --debug} only). */
  public OperatorException(
      ErrorCode code, String what, String where, String next, @Nullable Throwable cause) {
    super(where + ": " + what, cause);
    this.code = Objects.requireNonNull(code);
    this.what = Objects.requireNonNull(what);
    this.where = Objects.requireNonNull(where);
    this.next = Objects.requireNonNull(next);
  }

  /** Which kind of failure it is. */
  public ErrorCode code() {
    return code;
  }

  /** What happened. */
  public String what() {
    return what;
  }

  /** What it happened to. */
  public String where() {
    return where;
  }

  /** What to do now; may be empty. */
  public String next() {
    return next;
  }
}
