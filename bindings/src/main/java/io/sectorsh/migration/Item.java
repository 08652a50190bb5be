package io.sectorsh.migration;

/** An action in a run, with what has become of it. */
final class Item {
  /** Without its parameters: they are in the action. */
  final PlannedAction plan;

  final Action action;

  /** What the journal said before this run. */
  final Outcome before;

  PreImage image;
  Outcome now;
  boolean work;
  long nanoseconds;

  Item(PlannedAction plan, Action action, Outcome before, PreImage image) {
    this.plan = plan;
    this.action = action;
    this.before = before;
    this.image = image;
    this.now = before;
  }

  long number() {
    return plan.number();
  }

  void fail(ActionState state, boolean begun, Failure failure) {
    now = new Outcome(state, begun, failure);
    work = false;
  }

  void reach(ActionState state) {
    now = new Outcome(state, true, Failure.NONE);
  }
}
