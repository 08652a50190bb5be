package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.worker.Pace;
import io.sectorsh.damocles.worker.Plan;
import io.sectorsh.damocles.worker.PlanSwitch;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.LotusNode;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.Rollback;
import io.sectorsh.rows.Following;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import io.sectorsh.scripts.ScriptSystems;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has sectors sealed again: switches a thread, queues them, follows them, checks their files, puts
 * the thread's plan back.
 *
 * <p>Two migrations: one is the thread's plan, which a rollback puts back; the other one the queued
 * sectors, which the manager does not let go of any more.
 */
public final class Rebuild {
  private final ScriptSystems systems;
  private final Damocles damocles;
  private final Address miner;
  private final SectorNumbers numbers;
  private final PrintStream out;
  private final RebuiltFiles files;

  /**
   * @param out where progress is written, a line for each change
   */
  public Rebuild(ScriptSystems systems, Address miner, SectorNumbers numbers, PrintStream out) {
    this.systems = systems;
    this.damocles = systems.damocles();
    this.miner = miner;
    this.numbers = numbers;
    this.out = out;
    Optional<LotusNode> node =
        systems.profile().fullNodeApi().map(api -> systems.lotus().getNode().of(miner));
    this.files = new RebuiltFiles(damocles, node);
  }

  /**
   * Previews, carries out, goes on with, or takes back what can be.
   *
   * @param worker the worker to use; null to choose one
   * @param thread its thread's index; null with {@code worker} null
   * @param piecesAvailable whether the pieces can still be had
   * @throws OperatorException with reason and next step if no thread can do it, a sector cannot be
   *     rebuilt, or its thread stops
   */
  public Report run(
      @Nullable String worker,
      @Nullable Integer thread,
      boolean piecesAvailable,
      MigrationOptions options) {
    return switch (options.way()) {
      case PLAN -> preview(choose(worker, thread));
      case APPLY -> {
        ThreadControl chosen = choose(worker, thread);
        sectors().requireFinished();
        switchPlan(chosen);
        queue(piecesAvailable);
        yield finish();
      }
      case RESUME -> {
        sectors().resume();
        yield finish();
      }
      case ROLLBACK -> MigrationReport.of(plan().rollback(Rollback.toStart()));
    };
  }

  private ThreadControl choose(@Nullable String worker, @Nullable Integer thread) {
    ThreadChoice choice = new ThreadChoice(damocles.getWorkers());
    return worker == null ? choice.any() : choice.named(worker, thread == null ? 0 : thread);
  }

  private ScriptMigration plan() {
    return new ScriptMigration(systems.migrations(), planName());
  }

  private String planName() {
    return "rebuild thread of " + miner;
  }

  private ScriptMigration sectors() {
    return new ScriptMigration(systems.migrations(), "rebuild " + miner);
  }

  private Report preview(ThreadControl thread) {
    PlanSwitch change = thread.plan(Plan.REBUILD.word());
    List<String> closing = new ArrayList<>();
    closing.add(
        isSwitched(thread)
            ? thread + " has plan rebuild already"
            : thread + " would get plan rebuild: " + change.getFile());
    if (!change.isReachable()) {
      closing.add("warning: that file cannot be reached from here; write it on the worker's host");
    }
    closing.add(
        "Nothing was changed. Add --apply to go ahead; a queued sector cannot be taken back.");
    return new RebuildReport(
        "Rebuild of " + numbers + " of " + miner + " (preview: nothing is changed)",
        rows(),
        closing,
        true);
  }

  private static boolean isSwitched(ThreadControl thread) {
    return thread.getNow().plan().equals(Plan.REBUILD.word());
  }

  private void switchPlan(ThreadControl thread) {
    if (isSwitched(thread)) {
      out.println(thread + " has plan rebuild already");
      return;
    }
    PlanSwitch change = thread.plan(Plan.REBUILD.word());
    plan().apply(PlanOptions.usual(), recorder -> change.apply());
    show(change.follow(Pace.OF_A_PLAN));
  }

  private void queue(boolean piecesAvailable) {
    Optional<Migration> queued =
        sectors()
            .apply(
                PlanOptions.usual(),
                recorder ->
                    damocles
                        .getChanges()
                        .rebuild(Map.of("piecesAvailable", piecesAvailable), numbers.toString()));
    queued.ifPresent(migration -> out.println(migration));
  }

  /** What is left once sectors are in the queue, whoever put them there. */
  private Report finish() {
    for (long number : numbers) {
      show(damocles.follow(new SectorId(miner.getActorId(), number)));
    }
    List<String> closing = new ArrayList<>();
    putBack().ifPresent(closing::add);
    List<RebuildRow> rows = rows();
    boolean good = rows.stream().allMatch(row -> row.problem().isEmpty());
    closing.add(
        good
            ? "all files are there and make the chain's CommR"
            : "some files are not as they must be");
    return new RebuildReport("Rebuild of " + numbers + " of " + miner, rows, closing, good);
  }

  private Optional<String> putBack() {
    Optional<Migration> switched =
        systems
            .migrations()
            .newest(planName())
            .filter(found -> found.getStatus().state() == MigrationState.DONE);
    if (switched.isEmpty()) {
      return Optional.empty();
    }
    plan().rollback(Rollback.toStart());
    return Optional.of("the thread's plan is as before; it takes it up with its next job");
  }

  private List<RebuildRow> rows() {
    List<RebuildRow> rows = new ArrayList<>();
    for (long number : numbers) {
      rows.add(files.check(new SectorId(miner.getActorId(), number)));
    }
    return rows;
  }

  private <T> void show(Following<T> following) {
    String last = "";
    for (T step : following) {
      String line = following.line(step);
      String stable = line.replaceAll(" \\d+ s on ", " on ");
      if (!stable.equals(last)) {
        out.println(line);
      }
      last = stable;
    }
  }
}
