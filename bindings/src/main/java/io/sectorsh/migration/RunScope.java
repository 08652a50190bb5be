package io.sectorsh.migration;

/** What all parts of one run use. */
record RunScope(
    Journal journal,
    MigrationRecord record,
    RunControl control,
    BatchTable batches,
    Meter meter,
    FailureCount failures,
    Transitions transitions) {

  /**
   * What was cut off by a wish to stop at once says nothing about the world, whatever it threw.
   *
   * @throws StoppedException if that is the wish; everything stays as the journal says
   */
  void stopIfNow() {
    if (meter.isToStopNow()) {
      throw new StoppedException();
    }
  }

  /** Why something failed, unless it was cut off; see {@link #stopIfNow}. */
  Failure failure(RuntimeException thrown) {
    stopIfNow();
    return Failure.of(thrown);
  }

  BatchEffects effects() {
    return new BatchEffects(meter::moved);
  }
}
