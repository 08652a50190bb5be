package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Carries out a migration batch by batch, from wherever it is. */
final class ApplyRun {
  private final RunScope scope;
  private final PlanTable plan;
  private final MigrationTable migrations;
  private final ActionKinds kinds;

  ApplyRun(RunScope scope, ActionKinds kinds) {
    this.scope = scope;
    this.kinds = kinds;
    this.plan = new PlanTable(scope.journal(), scope.record().id());
    this.migrations = new MigrationTable(scope.journal());
  }

  private long id() {
    return scope.record().id();
  }

  /**
   * Looks at all that is pending, then carries it out.
   *
   * @param resuming whether what is done already is taken as done
   */
  void run(boolean resuming) {
    checkConflicts();
    scope.meter().work("checking", 0);
    StaleCheck.run(plan, kinds, resuming, scope.meter());
    scope.transitions().reached(Transitions.Step.CHECKED);
    start();
    finish(guarded(scope.batches().open(), item -> true));
  }

  /** Failed actions again, nothing else. */
  void retry(LongPredicate chosen) {
    scope.meter().restart(scope.batches().failures(), 0);
    start();
    finish(
        guarded(
            scope.batches().failed(),
            item -> item.before.isFailure() && chosen.test(item.number())));
  }

  private void start() {
    migrations.setState(id(), MigrationState.APPLYING, "");
    scope.transitions().reached(Transitions.Step.STARTED);
  }

  private void checkConflicts() {
    long conflicts = plan.pendingConflicts();
    if (conflicts > 0 && scope.record().options().failures().stopsAtFirst()) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          conflicts + " of its actions were in conflict when it was planned; nothing was changed",
          "migration '" + scope.record().name() + "'",
          "See its conflicts, resolve them and plan again; or plan it with a policy that continues"
              + " and collects failures.");
    }
  }

  /** Whether it was stopped by the operator. */
  private boolean guarded(List<Integer> batches, Predicate<Item> chosen) {
    try {
      return run(batches, chosen);
    } catch (StoppedException stopped) {
      return true;
    } catch (RuntimeException | Error failure) {
      if (failure instanceof RuntimeException && scope.meter().isToStopNow()) {
        return true;
      }
      migrations.setState(id(), MigrationState.FAILED, failure);
      throw failure;
    }
  }

  private boolean run(List<Integer> batches, Predicate<Item> chosen) {
    ApplyBatch last = null;
    try {
      for (int batch : batches) {
        if (scope.meter().stop() != RunControl.Stop.NO) {
          return true;
        }
        last = ApplyBatch.run(scope, batch, chosen, last);
        if (scope.failures().isReached()) {
          return false;
        }
      }
    } finally {
      ApplyBatch.close(last);
    }
    return scope.batches().hasOpen();
  }

  private void finish(boolean stopped) {
    MigrationState state;
    if (scope.failures().isReached() && scope.batches().hasOpen()) {
      state = MigrationState.FAILED;
    } else if (stopped) {
      state = MigrationState.STOPPED;
    } else {
      state =
          scope.batches().hasFailures() ? MigrationState.DONE_WITH_FAILURES : MigrationState.DONE;
    }
    migrations.setState(id(), state, "");
    scope.meter().tell(true);
    scope.transitions().reached(Transitions.Step.ENDED);
  }
}
