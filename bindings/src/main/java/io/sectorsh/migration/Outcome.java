package io.sectorsh.migration;

/**
 * What has become of an action, as the journal keeps it.
 *
 * @param begun whether its effect may have been begun by this migration
 */
record Outcome(ActionState state, boolean begun, Failure failure) {
  static final Outcome NONE = new Outcome(ActionState.PLANNED, false, Failure.NONE);

  boolean isNone() {
    return state == ActionState.PLANNED;
  }

  boolean isFailure() {
    return state == ActionState.FAILED
        || state == ActionState.UNKNOWN
        || state == ActionState.UNDO_FAILED;
  }
}
