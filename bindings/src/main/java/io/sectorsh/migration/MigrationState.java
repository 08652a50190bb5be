package io.sectorsh.migration;

import java.util.Locale;

/** Where a migration stands, as far as the journal knows. */
public enum MigrationState {
  /** Its plan is being recorded, or the recording was cut off. */
  RECORDING,
  /** Planned, nothing done. */
  PLANNED,
  /** Being applied; if no process owns it, that process died. */
  APPLYING,
  /** Stopped by the operator; can be resumed. */
  STOPPED,
  /** Stopped by failures; can be resumed. */
  FAILED,
  /** Every action is done and verified. */
  DONE,
  /** Every action had its turn; some failed and can be retried. */
  DONE_WITH_FAILURES,
  /** Being rolled back; if no process owns it, that process died. */
  ROLLING_BACK,
  /** A rollback was stopped by the operator or by a failure; can be called again. */
  ROLLBACK_STOPPED,
  /** Undone back to a checkpoint; what is after it can be applied again. */
  ROLLED_BACK,
  /** Undone back to a checkpoint but for actions that were left or failed, each with its reason. */
  ROLLED_BACK_IN_PART;

  /** As people and the journal write it, such as {@code done-with-failures}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static MigrationState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean isRollback() {
    return this == ROLLING_BACK || this == ROLLBACK_STOPPED;
  }
}
