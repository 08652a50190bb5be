package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;

/** Undoes a migration batch by batch from its end, back to a checkpoint. */
final class RollbackRun {
  private final RunScope scope;
  private final int to;
  private final MigrationTable migrations;

  RollbackRun(RunScope scope, int to) {
    this.scope = scope;
    this.to = to;
    this.migrations = new MigrationTable(scope.journal());
  }

  private long id() {
    return scope.record().id();
  }

  /**
   * Undoes.
   *
   * @param leaveIrreversible whether to go on where something cannot be undone
   */
  void run(boolean leaveIrreversible) {
    List<Integer> batches = scope.batches().numbers();
    if (to < 0 || to > batches.size()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "there is no checkpoint " + to,
          "migration '" + scope.record().name() + "'",
          "Give one from 0, the start, to " + batches.size() + ".");
    }
    if (!leaveIrreversible) {
      checkIrreversible();
    }
    MigrationStatus status = StatusReader.read(scope.journal(), id());
    scope.meter().restart(status.done() + status.failed(), status.bytesDone());
    migrations.setRollback(id(), to);
    scope.transitions().reached(Transitions.Step.UNDO_STARTED);
    finish(guarded(batches));
  }

  private void checkIrreversible() {
    List<String> descriptions = scope.batches().irreversibleDone(to);
    if (!descriptions.isEmpty()) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          descriptions.size() == BatchTable.SHOWN
              ? "it did things that cannot be undone; nothing was undone"
              : descriptions.size() + " of its actions cannot be undone; nothing was undone",
          String.join("; ", descriptions),
          ("In a session, migrations.find(%d).rollback(to: N) undoes what came after checkpoint N, and"
                  + " migrations.find(%d).rollback(leaveIrreversible: true) leaves these as they are.")
              .formatted(id(), id()));
    }
  }

  private boolean guarded(List<Integer> batches) {
    try {
      return undo(batches);
    } catch (StoppedException stopped) {
      return false;
    } catch (RuntimeException | Error failure) {
      if (failure instanceof RuntimeException && scope.meter().isToStopNow()) {
        return false;
      }
      migrations.setState(id(), MigrationState.ROLLBACK_STOPPED, failure);
      throw failure;
    }
  }

  private boolean undo(List<Integer> batches) {
    for (int index = batches.size() - 1; index >= to; index--) {
      if (scope.meter().stop() != RunControl.Stop.NO) {
        return false;
      }
      UndoBatch.run(scope, batches.get(index));
      if (scope.failures().isReached()) {
        return false;
      }
    }
    return true;
  }

  private void finish(boolean whole) {
    MigrationState state = MigrationState.ROLLBACK_STOPPED;
    if (whole) {
      state =
          scope.batches().hasLeft(to)
              ? MigrationState.ROLLED_BACK_IN_PART
              : MigrationState.ROLLED_BACK;
    }
    migrations.setState(id(), state, "to checkpoint " + to);
    scope.meter().tell(true);
    scope.transitions().reached(Transitions.Step.ENDED);
  }
}
