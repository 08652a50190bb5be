package io.sectorsh.migration;

import java.util.Optional;

/** What an operator is told when the world is not as the plan saw it. */
final class Staleness {
  static final String NEXT =
      "See the migration's changes; plan again, or recheck() to take the world as it is now.";

  private Staleness() {}

  /**
   * What has changed; empty if nothing that matters.
   *
   * @param doneIsFine whether an action that was to be done may be done by now, as after a crash
   */
  static Optional<String> of(PlannedAction plan, Inspection now, boolean doneIsFine) {
    if (plan.planned() == PlannedState.AT_ITS_TURN) {
      return Optional.empty();
    }
    if (now instanceof Inspection.Done) {
      return plan.planned() == PlannedState.DONE || doneIsFine
          ? Optional.empty()
          : Optional.of("it was " + was(plan) + " at planning and is done now");
    }
    if (now instanceof Inspection.Conflict conflict) {
      return plan.planned() == PlannedState.CONFLICT
          ? Optional.empty()
          : Optional.of("it was " + was(plan) + " at planning; now: " + conflict.reason());
    }
    if (plan.planned() != PlannedState.NOT_DONE) {
      return Optional.of("it was " + was(plan) + " at planning and is to be done now");
    }
    return ((Inspection.NotDone) now).fingerprint().equals(plan.fingerprint())
        ? Optional.empty()
        : Optional.of("what it depends on has changed since planning");
  }

  private static String was(PlannedAction plan) {
    return switch (plan.planned()) {
      case DONE -> "done";
      case CONFLICT -> "in conflict";
      default -> "to be done";
    };
  }
}
