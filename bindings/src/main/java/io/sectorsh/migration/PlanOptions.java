package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Objects;

/**
 * How a plan is cut and what happens when actions fail.
 *
 * @param batchSize most actions between two checkpoints
 * @param batchBytes most bytes between two checkpoints; one action may be larger
 * @param failures what happens when actions fail
 */
public record PlanOptions(int batchSize, long batchBytes, FailurePolicy failures) {
  private static final int MOST = 100_000;
  private static final PlanOptions USUAL =
      new PlanOptions(1000, 1L << 40, FailurePolicy.stopAtFirst());

  /** Checks. */
  public PlanOptions {
    Objects.requireNonNull(failures);
    if (batchSize < 1 || batchSize > MOST || batchBytes < 1) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a batch has 1 to " + MOST + " actions and at least one byte",
          "batches of " + batchSize,
          "Give a number in between; 1000 is usual.");
    }
  }

  /** Batches of 1,000 actions or 1 TiB, stop at the first failure. */
  public static PlanOptions usual() {
    return USUAL;
  }

  /** With another batch size. */
  public PlanOptions withBatchSize(int actions) {
    return new PlanOptions(actions, batchBytes, failures);
  }

  /** With another limit of bytes for a batch. */
  public PlanOptions withBatchBytes(long bytes) {
    return new PlanOptions(batchSize, bytes, failures);
  }

  /** With another answer to failures. */
  public PlanOptions withFailures(FailurePolicy policy) {
    return new PlanOptions(batchSize, batchBytes, policy);
  }
}
