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

  BatchEffects effects() {
    return new BatchEffects(meter::moved);
  }
}
