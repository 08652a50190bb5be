package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;

/**
 * What becomes of a migration when actions fail.
 *
 * @param limit how many may fail before it stops; the first failure stops it if that is 1
 */
public record FailurePolicy(long limit) {
  /** Checks. */
  public FailurePolicy {
    if (limit < 1) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a migration stops at its first failure or a later one",
          "failure limit " + limit,
          "Give 1 or more.");
    }
  }

  /** The first failure ends the batch and stops the migration. */
  public static FailurePolicy stopAtFirst() {
    return new FailurePolicy(1);
  }

  /** Failures are collected and the rest goes on, whatever their number. */
  public static FailurePolicy continueAndCollect() {
    return new FailurePolicy(Long.MAX_VALUE);
  }

  /** Failures are collected until there are so many in one run. */
  public static FailurePolicy continueUpTo(long limit) {
    return new FailurePolicy(limit);
  }

  /** Whether the first failure stops it. */
  public boolean stopsAtFirst() {
    return limit == 1;
  }

  /** Such as {@code stop at the first failure}. */
  public String words() {
    if (stopsAtFirst()) {
      return "stop at the first failure";
    }
    return limit == Long.MAX_VALUE
        ? "continue and collect failures"
        : "continue until " + limit + " failed";
  }
}
