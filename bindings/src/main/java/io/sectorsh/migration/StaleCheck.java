package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.util.Optional;

/** Looks at all that is to be done before anything is, and refuses if the world has moved. */
final class StaleCheck {
  private static final int PASS = 1000;

  private StaleCheck() {}

  static void run(PlanTable plan, ActionKinds kinds, boolean doneIsFine, Meter meter) {
    long changed = 0;
    String first = "";
    try (RowCursor<Change> changes = changes(plan, kinds, doneIsFine, meter)) {
      while (changes.hasNext()) {
        Change change = changes.next();
        if (changed++ == 0) {
          first = change.description() + ": " + change.change();
        }
      }
    }
    if (changed > 0) {
      throw new OperatorException(
          ErrorCode.STALE,
          "for "
              + changed
              + (changed == 1 ? " action" : " actions")
              + " the world is not as the plan saw it; nothing was changed",
          first,
          Staleness.NEXT);
    }
  }

  /** One pass over what has changed for pending actions, read as it is asked for. */
  static RowCursor<Change> changes(
      PlanTable plan, ActionKinds kinds, boolean doneIsFine, Meter meter) {
    return new ChangeCursor(plan.pending().open(), kinds, doneIsFine, meter);
  }

  private static final class ChangeCursor implements RowCursor<Change> {
    private final RowCursor<PlannedAction> actions;
    private final ActionKinds kinds;
    private final boolean doneIsFine;
    private final Meter meter;
    private ReadingPass reading = new ReadingPass();
    private int looked;
    private Optional<Change> ahead = Optional.empty();

    ChangeCursor(
        RowCursor<PlannedAction> actions, ActionKinds kinds, boolean doneIsFine, Meter meter) {
      this.actions = actions;
      this.kinds = kinds;
      this.doneIsFine = doneIsFine;
      this.meter = meter;
    }

    @Override
    public boolean hasNext() {
      while (ahead.isEmpty() && actions.hasNext()) {
        ahead = look(actions.next());
      }
      return ahead.isPresent();
    }

    private Optional<Change> look(PlannedAction planned) {
      if (planned.planned() == PlannedState.AT_ITS_TURN) {
        return Optional.empty();
      }
      meter.look(planned.description());
      if (++looked % PASS == 0) {
        reading.close();
        reading = new ReadingPass();
      }
      return Staleness.of(planned, Look.at(planned.read(kinds), reading), doneIsFine)
          .map(what -> Change.of(planned, what));
    }

    @Override
    public Change next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      Change change = ahead.orElseThrow();
      ahead = Optional.empty();
      return change;
    }

    @Override
    public void close() {
      try (actions) {
        reading.close();
      }
    }
  }
}
