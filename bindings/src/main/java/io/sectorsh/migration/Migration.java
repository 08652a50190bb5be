package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * A migration in the journal: what it would do, what it did, and the ways to go on. It holds
 * nothing in memory. Safe for use by several threads; one of them may run it while others look and
 * control.
 */
public final class Migration {
  private static final Set<MigrationState> APPLICABLE =
      EnumSet.of(
          MigrationState.PLANNED, MigrationState.ROLLED_BACK, MigrationState.ROLLED_BACK_IN_PART);
  private static final Set<MigrationState> RESUMABLE =
      EnumSet.of(
          MigrationState.PLANNED,
          MigrationState.APPLYING,
          MigrationState.STOPPED,
          MigrationState.FAILED,
          MigrationState.ROLLED_BACK,
          MigrationState.ROLLED_BACK_IN_PART);
  private static final Set<MigrationState> FORGETTABLE =
      EnumSet.of(MigrationState.RECORDING, MigrationState.PLANNED, MigrationState.ROLLED_BACK);

  private final Journal journal;
  private final long id;
  private final ActionKinds kinds;
  private final ChangeGuard guard;
  private final Transitions transitions;
  private final MigrationTable table;
  private final PlanTable plan;

  Migration(
      Journal journal, long id, ActionKinds kinds, ChangeGuard guard, Transitions transitions) {
    this.journal = journal;
    this.id = id;
    this.kinds = kinds;
    this.guard = guard;
    this.transitions = transitions;
    this.table = new MigrationTable(journal);
    this.plan = new PlanTable(journal, id);
  }

  /** Its number in the journal. */
  public long getId() {
    return id;
  }

  /** Its name. */
  public String getName() {
    return table.get(id).name();
  }

  /** What it would do, in numbers. */
  public PlanSummary getPlan() {
    return plan.summary(table.get(id));
  }

  /** Its actions as they were planned. */
  public Rows<PlannedAction> getActions() {
    return plan.actions();
  }

  /** Where it stands. */
  public MigrationStatus getStatus() {
    return StatusReader.read(journal, id);
  }

  /** Its actions and what has become of each. */
  public Rows<ActionRow> getReport() {
    return journal.rows(ActionRow.class, ActionRow.QUERY + " ORDER BY seq", ActionRow::of, id);
  }

  /** Actions that failed or were left by a rollback, each with cause and next step. */
  public Rows<ActionRow> getFailures() {
    return journal.rows(
        ActionRow.class,
        ActionRow.QUERY
            + " AND seq IN (SELECT seq FROM outcomes WHERE migration = ?1"
            + " AND state NOT IN ('done', 'found-done', 'undone')) ORDER BY seq",
        ActionRow::of,
        id);
  }

  /** Actions that could not be done as things stood when it was planned. */
  public Rows<PlannedAction> getConflicts() {
    return plan.actions().filter(action -> action.planned() == PlannedState.CONFLICT);
  }

  /** What is not as the plan saw it; looks at all that is pending, as it is read. */
  public Rows<Change> getChanges() {
    return Rows.of(
        Change.class,
        () -> StaleCheck.changes(plan, kinds, false, meter(new RunControl(), p -> {})));
  }

  /** Its batches. */
  public Rows<Checkpoint> getCheckpoints() {
    return journal.rows(
        Checkpoint.class,
        "SELECT batch, first, last, state, closed_at FROM batches WHERE migration = ?"
            + " ORDER BY batch",
        row ->
            new Checkpoint(
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5))),
        id);
  }

  /** Who did what with it, from the first. */
  public Rows<MigrationEvent> getEvents() {
    return table.events(id);
  }

  /** Whoever runs it with a control of his own asks by himself, before his run begins. */
  private void confirm() {
    long actions = getPlan().irreversible();
    if (actions > 0) {
      guard.requireConfirmed(actions == 1 ? "1 action" : actions + " actions", Optional.empty());
    }
  }

  /** Carries it out. See {@link #apply(RunControl, ProgressListener)}. */
  public MigrationStatus apply() {
    confirm();
    return apply(new RunControl(), ProgressListener.none());
  }

  /**
   * Carries it out, if the world is as the plan saw it.
   *
   * @return where it stands then: done, done with failures, stopped by failures or by the operator
   * @throws OperatorException STALE if the world has moved, REFUSED if there are conflicts, IN_USE
   *     if something it touches is being changed; nothing is changed then
   * @throws RefusedException if the session's mode does not allow it
   */
  public MigrationStatus apply(RunControl control, ProgressListener listener) {
    return run(
        "apply", APPLICABLE, control, listener, scope -> new ApplyRun(scope, kinds).run(false));
  }

  /** Goes on. See {@link #resume(RunControl, ProgressListener)}. */
  public MigrationStatus resume() {
    confirm();
    return resume(new RunControl(), ProgressListener.none());
  }

  /**
   * Goes on after a stop, a failure, a crash: looks at the world first, takes what is done as done,
   * tries again what failed in an open batch. Failures as those of {@link #apply(RunControl,
   * ProgressListener)}.
   */
  public MigrationStatus resume(RunControl control, ProgressListener listener) {
    return run(
        "resume", RESUMABLE, control, listener, scope -> new ApplyRun(scope, kinds).run(true));
  }

  /** Tries one failed action again. */
  public MigrationStatus retry(long action) {
    confirm();
    return retry(action, new RunControl(), ProgressListener.none());
  }

  /** Tries one failed action again, watched and held up as {@link #apply} is. */
  public MigrationStatus retry(long action, RunControl control, ProgressListener listener) {
    return retry(number -> number == action, control, listener);
  }

  /** Tries all failed actions again. */
  public MigrationStatus retryFailed() {
    confirm();
    return retryFailed(new RunControl(), ProgressListener.none());
  }

  /** Tries all failed actions again, watched and held up as {@link #apply} is. */
  public MigrationStatus retryFailed(RunControl control, ProgressListener listener) {
    return retry(number -> true, control, listener);
  }

  private MigrationStatus retry(
      LongPredicate chosen, RunControl control, ProgressListener listener) {
    return run(
        "retry",
        EnumSet.of(
            MigrationState.DONE_WITH_FAILURES, MigrationState.FAILED, MigrationState.STOPPED),
        control,
        listener,
        scope -> new ApplyRun(scope, kinds).retry(chosen));
  }

  /** Undoes all of it; refuses if some of it cannot be undone. */
  public MigrationStatus rollback() {
    return rollback(Rollback.toStart(), new RunControl(), ProgressListener.none());
  }

  /** Undoes what came after a checkpoint; refuses if some of it cannot be undone. */
  public MigrationStatus rollback(int checkpoint) {
    return rollback(Rollback.toCheckpoint(checkpoint), new RunControl(), ProgressListener.none());
  }

  /**
   * Undoes what came after a checkpoint, last action first. An interrupted rollback is called again
   * and goes on.
   *
   * @throws OperatorException REFUSED if some of it cannot be undone and the order does not say to
   *     leave that; nothing is undone then
   * @throws RefusedException if the session's mode does not allow it
   */
  public MigrationStatus rollback(Rollback order, RunControl control, ProgressListener listener) {
    return run(
        "roll back",
        EnumSet.complementOf(EnumSet.of(MigrationState.RECORDING)),
        control,
        listener,
        scope -> new RollbackRun(scope, order.checkpoint()).run(order.leaveIrreversible()));
  }

  private void requireNoSandbox(String what) {
    guard.requireNoSandbox(what + " migration '" + getName() + "'");
  }

  private MigrationStatus run(
      String what,
      Set<MigrationState> from,
      RunControl control,
      ProgressListener listener,
      Consumer<RunScope> run) {
    guard.requireApply(what + " migration '" + getName() + "'");
    Ownership.hold(
        journal,
        table.get(id),
        plan.resources(),
        () -> {
          checkState(what, table.get(id), from);
          transitions.reached(Transitions.Step.OWNED);
          return runOwned(scope(control, listener), run);
        });
    return getStatus();
  }

  /** Whether it was stopped before anything was done. */
  private static boolean runOwned(RunScope scope, Consumer<RunScope> run) {
    try {
      run.accept(scope);
      return false;
    } catch (StoppedException beforeAnything) {
      return true;
    } catch (RuntimeException failure) {
      if (scope.meter().isToStopNow()) {
        return true;
      }
      throw failure;
    } finally {
      scope.control().end();
    }
  }

  private RunScope scope(RunControl control, ProgressListener listener) {
    MigrationRecord record = table.get(id);
    control.begin();
    return new RunScope(
        journal,
        record,
        control,
        new BatchTable(journal, id, kinds),
        meter(control, listener),
        new FailureCount(record.options().failures()),
        transitions);
  }

  private static void checkState(String what, MigrationRecord record, Set<MigrationState> from) {
    if (!from.contains(record.state())) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "it is " + record.state().word() + "; to " + what + " it makes no sense now",
          "migration '" + record.name() + "'",
          "See its status for what can be done.");
    }
  }

  private Meter meter(RunControl control, ProgressListener listener) {
    MigrationStatus status = getStatus();
    Meter meter =
        new Meter(
            control, new ControlTable(journal, id), listener, status.actions(), status.bytes());
    meter.before(
        status.done() + status.foundDone() + status.failed(), status.bytesDone(), status.failed());
    return meter;
  }

  /**
   * Tells the process that runs it, wherever it is.
   *
   * @param word {@code pause}, {@code resume}, {@code slower}, {@code faster}, {@code
   *     stop-after-batch}, {@code stop} or {@code stop-now}
   */
  public void say(String word) {
    requireNoSandbox(word);
    ControlTable.say(journal, id, word);
  }

  /**
   * Takes the world as it is now as what the plan saw; to be done after looking at the changes.
   *
   * @return how many actions are judged anew
   */
  public long recheck() {
    requireNoSandbox("recheck");
    return Ownership.hold(
        journal, table.get(id), plan.resources(), () -> Recheck.run(journal, id, plan, kinds));
  }

  /** Writes the plan into a file, for review and for another operator. */
  public void save(Path file) {
    requireNoSandbox("save");
    PlanFile.write(table.get(id), plan, file);
  }

  /** Takes it out of the journal; refused while effects of it are in place. */
  public void forget() {
    requireNoSandbox("forget");
    Ownership.hold(
        journal,
        table.get(id),
        List.of(),
        () -> {
          checkState("forget", table.get(id), FORGETTABLE);
          Forgetting.forget(journal, id);
          return id;
        });
  }

  @Override
  public String toString() {
    MigrationStatus status = getStatus();
    return "migration '" + status.name() + "' (" + id + "): " + status.state().word();
  }
}
