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

  BatchEffects effects() {
    return new BatchEffects(meter::moved);
  }
}
