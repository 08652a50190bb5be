package io.sectorsh.scripts;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Recorder;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.Rollback;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The migration behind a script: planned and applied in one go, found again by its name when it was
 * interrupted.
 *
 * <p>A second run of the same name is refused while an earlier one hangs in the middle, so that
 * half of one plan is never mixed with half of another.
 */
public final class ScriptMigration {
  private static final Set<MigrationState> UNFINISHED =
      EnumSet.of(
          MigrationState.APPLYING,
          MigrationState.STOPPED,
          MigrationState.FAILED,
          MigrationState.ROLLING_BACK,
          MigrationState.ROLLBACK_STOPPED);
  private static final Set<MigrationState> UNBEGUN =
      EnumSet.of(MigrationState.RECORDING, MigrationState.PLANNED);
  private static final Set<MigrationState> ROLLING_BACK =
      EnumSet.of(MigrationState.ROLLING_BACK, MigrationState.ROLLBACK_STOPPED);

  private final MigrationRunner runner;
  private final String name;

  /**
   * @param name what it does to what, such as {@code export metadata f01000 to /data/lotusminer}
   */
  public ScriptMigration(MigrationRunner runner, String name) {
    this.runner = runner;
    this.name = name;
  }

  /**
   * Refuses if an earlier run was left in the middle.
   *
   * @throws OperatorException REFUSED, with the ways to go on
   */
  public void requireFinished() {
    runner
        .newest(name)
        .map(Migration::getStatus)
        .filter(status -> UNFINISHED.contains(status.state()))
        .ifPresent(
            status -> {
              throw new OperatorException(
                  ErrorCode.REFUSED,
                  "an earlier run was not finished: it is " + status.state().word(),
                  "migration " + status.id() + " '" + name + "'",
                  "Add --resume to go on with it, or --rollback to undo it.");
            });
  }

  /**
   * Plans and carries out.
   *
   * @return where it stands; empty if there was nothing to do, and nothing is kept then
   * @throws OperatorException REFUSED if an earlier run is unfinished or something is in conflict
   */
  public Optional<Migration> apply(PlanOptions options, Consumer<Recorder> body) {
    requireFinished();
    forgetUnbegun(UNBEGUN);
    Migration migration = runner.record(name, options, body);
    if (hasNothingToDo(migration)) {
      migration.forget();
      return Optional.empty();
    }
    confirm(migration);
    runner.run(migration::apply);
    return Optional.of(migration);
  }

  /** What is refused before it began is no run to go on with. */
  private void confirm(Migration migration) {
    try {
      runner.confirm(migration);
    } catch (RefusedException refused) {
      migration.forget();
      throw refused;
    }
  }

  /** Whether a plan would have nothing to do; it is not kept. */
  public boolean isNothing(PlanOptions options, Consumer<Recorder> body) {
    Migration plan = runner.record(name, options, body);
    try {
      return hasNothingToDo(plan);
    } finally {
      plan.forget();
    }
  }

  private static boolean hasNothingToDo(Migration migration) {
    return migration.getPlan().toDo() == 0 && migration.getPlan().conflicts() == 0;
  }

  /**
   * A plan whose process died before it did anything is none; what was before it counts again.
   *
   * @throws OperatorException IN_USE if its process lives
   */
  private void forgetUnbegun(Set<MigrationState> states) {
    for (Optional<Migration> found = unbegun(states); found.isPresent(); found = unbegun(states)) {
      found.get().forget();
    }
  }

  private Optional<Migration> unbegun(Set<MigrationState> states) {
    return runner.newest(name).filter(found -> states.contains(found.getStatus().state()));
  }

  /**
   * Where the newest run stands; plans whose process died before they did anything count for none.
   *
   * @throws OperatorException IN_USE if somebody makes a plan now
   */
  public Optional<MigrationStatus> status() {
    forgetUnbegun(UNBEGUN);
    return runner.newest(name).map(Migration::getStatus);
  }

  /**
   * Goes on with the newest run, forwards.
   *
   * @throws OperatorException NOT_FOUND if there is none, REFUSED if it is not one to go on with
   */
  public Migration resume() {
    forgetUnbegun(EnumSet.of(MigrationState.RECORDING));
    Migration migration = found("resume");
    MigrationStatus status = migration.getStatus();
    if (status.state() == MigrationState.DONE) {
      return migration;
    }
    if (ROLLING_BACK.contains(status.state())) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "it was being rolled back when it stopped",
          "migration " + status.id() + " '" + name + "'",
          "Add --rollback to go on with that.");
    }
    runner.confirm(migration);
    if (status.state() == MigrationState.DONE_WITH_FAILURES) {
      runner.run(migration::retryFailed);
      return migration;
    }
    runner.run(migration::resume);
    return migration;
  }

  /**
   * Undoes the newest run.
   *
   * @param order how far, and what about what cannot be undone
   * @throws OperatorException NOT_FOUND if there is none
   */
  public Migration rollback(Rollback order) {
    forgetUnbegun(UNBEGUN);
    Migration migration = found("roll back");
    runner.run((control, listener) -> migration.rollback(order, control, listener));
    return migration;
  }

  private Migration found(String what) {
    return runner
        .newest(name)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "nothing to " + what + ": no such run is in the journal",
                    "'" + name + "'",
                    "Run it with --apply, or see all runs: sectorsh -e migrations"));
  }
}
