package io.sectorsh.migration;

/** How many actions failed in a run, against how many may. */
final class FailureCount {
  private final FailurePolicy policy;
  private long count;

  FailureCount(FailurePolicy policy) {
    this.policy = policy;
  }

  void add() {
    count++;
  }

  long count() {
    return count;
  }

  boolean isReached() {
    return count >= policy.limit();
  }

  boolean stopsAtFirst() {
    return policy.stopsAtFirst();
  }
}
