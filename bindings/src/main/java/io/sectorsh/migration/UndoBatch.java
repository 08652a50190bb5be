package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Undoes one batch, last action first: looks at each, writes the intent, undoes, commits joint
 * effects, syncs, checks, closes. A batch that the journal does not know to have been begun is
 * looked at, too: the record of it may be lost.
 */
final class UndoBatch {
  private static final Outcome OWN = new Outcome(ActionState.DONE, true, Failure.NONE);
  private static final String BY_HAND = "Look at it by hand; the rest can be rolled back again.";

  private final RunScope scope;
  private final BatchTable table;
  private final int batch;
  private final BatchState state;
  private final List<Item> items;
  private boolean early;

  private UndoBatch(RunScope scope, int batch) {
    this.scope = scope;
    this.table = scope.batches();
    this.batch = batch;
    this.state = table.state(batch);
    List<Item> all = new ArrayList<>(table.items(batch));
    Collections.reverse(all);
    this.items = all;
  }

  /**
   * Undoes what the batch did.
   *
   * @return whether all of it had its turn
   * @throws StoppedException if it was stopped at once; the batch stays as it is
   */
  static boolean run(RunScope scope, int batch) {
    return new UndoBatch(scope, batch).run();
  }

  private boolean run() {
    scope.meter().work("rolling back", batch);
    look();
    if (scope.failures().isReached()) {
      return close(false);
    }
    if (items.stream().anyMatch(item -> item.work)) {
      writeIntent();
      undo();
    }
    return close(!early && items.stream().noneMatch(item -> item.now.isFailure()));
  }

  private void look() {
    try (ReadingPass reading = new ReadingPass()) {
      for (Item item : items) {
        try {
          look(item, reading);
        } catch (RuntimeException failed) {
          item.fail(ActionState.UNDO_FAILED, true, scope.failure(failed));
        }
        if (item.now.state() == ActionState.UNDO_FAILED && !item.work) {
          scope.failures().add();
        }
      }
    }
  }

  private void look(Item item, Reading reading) {
    switch (item.before.state()) {
      case UNDONE -> {}
      case FOUND_DONE -> lookAtFound(item);
      case PLANNED -> {
        if (state == BatchState.INTENT || state == BatchState.UNDO_INTENT) {
          lookAtBegun(item, reading);
        } else {
          lookAtUnrecorded(item, reading);
        }
      }
      default -> {
        if (item.before.begun()) {
          lookAtBegun(item, reading);
        }
      }
    }
  }

  private void lookAtBegun(Item item, Reading reading) {
    Inspection found = item.action.inspectUndo(item.image, reading);
    if (found instanceof Inspection.Done) {
      item.now = new Outcome(ActionState.UNDONE, true, Failure.NONE);
      item.work = state == BatchState.UNDO_INTENT || state == BatchState.INTENT;
    } else if (found instanceof Inspection.Conflict conflict) {
      item.fail(ActionState.UNDO_FAILED, true, Failure.conflict(conflict));
    } else {
      item.work = true;
      leaveIfIrreversible(item);
    }
  }

  private static void leaveIfIrreversible(Item item) {
    item.plan
        .irreversible()
        .ifPresent(
            why ->
                item.fail(
                    ActionState.LEFT,
                    true,
                    Failure.of(ErrorCode.REFUSED, "it cannot be undone: " + why, "")));
  }

  /** Found done when its turn came: done before the plan, by somebody else, or its record lost. */
  private void lookAtFound(Item item) {
    if (item.plan.planned() != PlannedState.DONE) {
      item.work = true;
      leaveIfUnknown(item);
    }
  }

  /** Without a record nothing should be there; if there is, its record was lost. */
  private void lookAtUnrecorded(Item item, Reading reading) {
    if (item.plan.planned() != PlannedState.DONE
        && item.action.inspect(reading) instanceof Inspection.Done) {
      item.work = true;
      leaveIfUnknown(item);
    }
  }

  private static void leaveIfUnknown(Item item) {
    leaveIfIrreversible(item);
    if (!item.work) {
      return;
    }
    boolean unknown = item.plan.planned() == PlannedState.AT_ITS_TURN;
    if (unknown || item.action.undoNeedsPreImage()) {
      item.fail(
          ActionState.LEFT,
          false,
          Failure.of(
              ErrorCode.REFUSED,
              unknown
                  ? "it was found done, and the journal does not know by whom"
                  : "it was found done, and the journal has no image of what was before",
              BY_HAND));
    }
  }

  private void writeIntent() {
    scope
        .journal()
        .transaction(
            () -> {
              table.setState(batch, BatchState.UNDO_INTENT);
              items.stream().filter(item -> item.work).forEach(this::keepBegun);
              return batch;
            });
    scope.transitions().reached(Transitions.Step.UNDO_INTENT);
  }

  /** From now on it counts as this migration's own, so that the next run looks at it again. */
  private void keepBegun(Item item) {
    Outcome now = item.now;
    item.now = OWN;
    if (!item.before.equals(OWN)) {
      table.keepOutcome(item);
    }
    item.now = now.state() == ActionState.UNDONE ? now : item.now;
  }

  private void undo() {
    try (BatchEffects effects = scope.effects()) {
      for (Item item : items) {
        if (item.work && !early) {
          effects.enter(item.number());
          undo(item, effects);
        }
      }
      commitJoints(effects);
      effects.sync();
      scope.transitions().reached(Transitions.Step.UNDO_SYNCED);
      check();
      scope.transitions().reached(Transitions.Step.UNDO_VERIFIED);
    }
  }

  private void undo(Item item, BatchEffects effects) {
    if (!scope.meter().begin("undo: " + item.plan.description())) {
      early = true;
      scope.stopIfNow();
      return;
    }
    try {
      if (item.now.state() != ActionState.UNDONE) {
        CarriedOut.run(() -> item.action.undo(item.image, effects));
        item.reach(ActionState.UNDONE);
      }
      item.action.makeDurable(effects);
    } catch (StoppedException stopped) {
      throw stopped;
    } catch (RuntimeException failed) {
      item.now = new Outcome(ActionState.UNDO_FAILED, true, scope.failure(failed));
      scope.failures().add();
      early = scope.failures().isReached();
    }
    scope.transitions().reached(Transitions.Step.UNDO_EFFECT);
    scope.meter().finished(item.plan.bytes(), item.now.isFailure());
  }

  private void commitJoints(BatchEffects effects) {
    for (String joint : effects.joints()) {
      try {
        effects.commit(joint);
      } catch (RuntimeException failed) {
        fail(effects, joint, scope.failure(failed));
      }
      scope.transitions().reached(Transitions.Step.UNDO_JOINT);
    }
  }

  private void fail(BatchEffects effects, String joint, Failure failure) {
    for (Item item : items) {
      if (effects.usersOf(joint).contains(item.number())) {
        item.now = new Outcome(ActionState.UNDO_FAILED, true, failure);
        scope.failures().add();
      }
    }
  }

  /** The world decides, for what failed and for what did not. */
  private void check() {
    try (ReadingPass reading = new ReadingPass()) {
      for (Item item : items) {
        boolean failed = item.now.state() == ActionState.UNDO_FAILED;
        if (item.work && (failed || item.now.state() == ActionState.UNDONE)) {
          check(item, reading, failed);
        }
      }
    }
  }

  private void check(Item item, Reading reading, boolean failed) {
    try {
      if (item.action.inspectUndo(item.image, reading) instanceof Inspection.Done) {
        item.reach(ActionState.UNDONE);
      } else if (!failed) {
        throw new OperatorException(
            ErrorCode.IO_FAILED,
            "it was undone without an error, but is not undone",
            item.plan.description(),
            BY_HAND);
      }
    } catch (RuntimeException blind) {
      scope.stopIfNow();
      if (!failed) {
        item.now = new Outcome(ActionState.UNDO_FAILED, true, Failure.of(blind));
        scope.failures().add();
      }
    }
  }

  private boolean close(boolean whole) {
    List<Item> changed = items.stream().filter(item -> !item.now.equals(item.before)).toList();
    boolean begun = state != BatchState.PLANNED || !changed.isEmpty();
    scope
        .journal()
        .transaction(
            () -> {
              table.keepOutcomes(changed);
              if (whole && begun) {
                table.setState(batch, BatchState.UNDONE);
              }
              return whole;
            });
    scope.transitions().reached(Transitions.Step.UNDO_CLOSED);
    return whole;
  }
}
