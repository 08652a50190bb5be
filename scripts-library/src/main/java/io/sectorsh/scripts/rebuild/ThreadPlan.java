package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.worker.Pace;
import io.sectorsh.damocles.worker.Plan;
import io.sectorsh.damocles.worker.PlanSwitch;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.filecoin.Address;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Rollback;
import io.sectorsh.rows.Following;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.ScriptMigration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The plan of the thread that rebuilds: switched and put back as a migration of its own, and as
 * another one where a resumed run has to switch once more.
 */
final class ThreadPlan {
  private static final Set<MigrationState> UNCHANGED =
      EnumSet.of(MigrationState.RECORDING, MigrationState.PLANNED, MigrationState.ROLLED_BACK);
  private static final Set<MigrationState> GOING_BACK =
      EnumSet.of(MigrationState.ROLLING_BACK, MigrationState.ROLLBACK_STOPPED);

  private final ScriptMigration first;
  private final ScriptMigration again;

  ThreadPlan(MigrationRunner runner, Address miner) {
    this.first = new ScriptMigration(runner, "rebuild thread of " + miner);
    this.again = new ScriptMigration(runner, "rebuild thread of " + miner + ", once more");
  }

  static boolean isRebuild(ThreadControl thread) {
    return thread.getNow().plan().equals(Plan.REBUILD.word());
  }

  /** Switches, unless the thread has the plan. */
  void switchFirst(ThreadControl thread, Consumer<Following<?>> show) {
    switchBy(first, thread, show);
  }

  /** Switches for sectors that were queued in a run before. */
  void switchAgain(ThreadControl thread, Consumer<Following<?>> show) {
    switchBy(again, thread, show);
  }

  private static void switchBy(
      ScriptMigration migration, ThreadControl thread, Consumer<Following<?>> show) {
    PlanSwitch change = thread.plan(Plan.REBUILD.word());
    if (!isRebuild(thread)) {
      migration.apply(PlanOptions.usual(), recorder -> change.apply());
      show.accept(change.follow(Pace.OF_A_PLAN));
    }
  }

  /** Refuses if an earlier switch hangs in the middle. */
  void requireFinished() {
    first.requireFinished();
    again.requireFinished();
  }

  /** Brings what was killed in the middle to its end, whichever way it went. */
  void settle() {
    for (ScriptMigration migration : List.of(first, again)) {
      Optional<MigrationState> state = migration.status().map(MigrationStatus::state);
      if (state.filter(GOING_BACK::contains).isPresent()) {
        migration.rollback(Rollback.toStart());
      } else if (state.filter(now -> !UNCHANGED.contains(now)).isPresent()) {
        migration.resume();
      }
    }
  }

  /** The journal's number of the first switch, if it is in force. */
  Optional<Long> inForce() {
    return first
        .status()
        .filter(status -> status.state() == MigrationState.DONE)
        .map(MigrationStatus::id);
  }

  /** Gives the thread back what it had, and says so; empty if nothing was changed. */
  Optional<String> putBack() {
    boolean changed = false;
    for (ScriptMigration migration : List.of(again, first)) {
      if (migration.status().filter(now -> !UNCHANGED.contains(now.state())).isPresent()) {
        migration.rollback(Rollback.toStart());
        changed = true;
      }
    }
    return changed
        ? Optional.of("the thread's plan is as before; it takes it up with its next job")
        : Optional.empty();
  }
}
