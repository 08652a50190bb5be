package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.worker.Plan;
import io.sectorsh.damocles.worker.PlanSwitch;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.rows.Following;
import io.sectorsh.scripts.MigrationOptions;
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
 * Has sectors sealed again: looks for their pieces, switches a thread, queues them, follows them,
 * checks their files, puts the thread's plan back, also where it ends otherwise.
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
  private final ThreadPlan plan;

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
    this.plan = new ThreadPlan(systems.migrations(), miner);
  }

  /**
   * Previews, carries out, goes on with, or takes back what can be.
   *
   * @param worker the worker to use; null to choose one
   * @param thread its thread's index; null with {@code worker} null
   * @param piecesAvailable whether the pieces can be had, whatever is seen of them from here
   * @throws OperatorException with reason and next step if no thread can do it, a sector cannot be
   *     rebuilt, or its thread stops
   */
  public Report run(
      @Nullable String worker,
      @Nullable Integer thread,
      boolean piecesAvailable,
      MigrationOptions options) {
    return switch (options.way()) {
      case PLAN -> preview(choose(worker, thread), piecesAvailable);
      case APPLY -> apply(choose(worker, thread), piecesAvailable);
      case RESUME -> resume(worker, thread, piecesAvailable);
      case ROLLBACK -> rollBack();
    };
  }

  private ThreadControl choose(@Nullable String worker, @Nullable Integer thread) {
    ThreadChoice choice = new ThreadChoice(damocles.getWorkers());
    return worker == null ? choice.any() : choice.named(worker, thread == null ? 0 : thread);
  }

  private ScriptMigration sectors() {
    return new ScriptMigration(systems.migrations(), "rebuild " + miner);
  }

  private PieceCheck pieces(boolean piecesAvailable) {
    return PieceCheck.of(systems, miner, numbers, piecesAvailable);
  }

  private Report preview(ThreadControl thread, boolean piecesAvailable) {
    PlanSwitch change = thread.plan(Plan.REBUILD.word());
    List<String> closing = new ArrayList<>();
    closing.add(
        ThreadPlan.isRebuild(thread)
            ? thread + " has plan rebuild already"
            : thread + " would get plan rebuild: " + change.getFile());
    if (!change.isReachable()) {
      closing.add("warning: that file cannot be reached from here; write it on the worker's host");
    }
    PieceCheck pieces = pieces(piecesAvailable);
    closing.addAll(pieces.warnings());
    List<RebuildRow> rows = files.check(miner, numbers, pieces::words);
    files.nothingWrong(rows).ifPresent(closing::add);
    closing.add(
        "Nothing was changed. Add --apply to go ahead; a queued sector cannot be taken back.");
    return new RebuildReport(
        "Rebuild of " + numbers + " of " + miner + " (preview: nothing is changed)",
        rows,
        closing,
        true);
  }

  private Report apply(ThreadControl thread, boolean piecesAvailable) {
    plan.requireFinished();
    sectors().requireFinished();
    requireKnown();
    PieceCheck pieces = pieces(piecesAvailable);
    pieces.require();
    pieces.warnings().forEach(out::println);
    files.nothingWrong(files.check(miner, numbers, number -> "")).ifPresent(out::println);
    if (ThreadPlan.isRebuild(thread)) {
      out.println(thread + " has plan rebuild already");
    }
    return puttingBack(
        () -> {
          plan.switchFirst(thread, this::show);
          queue(piecesAvailable);
        });
  }

  /** Before a thread is taken from its work for them. */
  private void requireKnown() {
    for (long number : numbers) {
      SectorId id = new SectorId(miner.getActorId(), number);
      if (damocles.getManager().findSector(id).isEmpty()) {
        throw new OperatorException(
            ErrorCode.NOT_FOUND,
            "damocles knows no sector " + number + " of " + miner + "; no thread was switched",
            damocles.getManager().toString(),
            "Leave it out of --numbers; damocles.sectors lists all.");
      }
    }
  }

  private void queue(boolean piecesAvailable) {
    sectors()
        .apply(
            PlanOptions.usual(),
            recorder ->
                damocles
                    .getChanges()
                    .rebuild(Map.of("piecesAvailable", piecesAvailable), numbers.toString()))
        .ifPresent(out::println);
  }

  /** Whatever was reached: the plan's switch, the queue, or some sectors. */
  private Report resume(
      @Nullable String worker, @Nullable Integer thread, boolean piecesAvailable) {
    plan.settle();
    Optional<Long> switched = plan.inForce();
    Optional<Long> queued = sectors().status().map(MigrationStatus::id);
    boolean killedBetween = switched.isPresent() && queued.orElse(0L) < switched.get();
    return puttingBack(
        () -> {
          if (killedBetween) {
            queue(piecesAvailable);
          } else {
            sectors().resume();
          }
          if (isAnyWaiting()) {
            plan.switchAgain(choose(worker, thread), this::show);
          }
        });
  }

  /** Whether a sector is in the queue, and no thread has begun with it. */
  private boolean isAnyWaiting() {
    for (long number : numbers) {
      SectorId id = new SectorId(miner.getActorId(), number);
      boolean queued =
          damocles
              .getManager()
              .findSector(id)
              .map(SectorState::getPhase)
              .filter(phase -> phase == SectorPhase.REBUILD)
              .isPresent();
      if (queued && isWithoutThread(id)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWithoutThread(SectorId id) {
    return damocles
        .getWorkers()
        .getThreads()
        .filter(row -> row.getJob().equals(Optional.of(id.fileName())))
        .first()
        .isEmpty();
  }

  private Report rollBack() {
    Optional<String> back = plan.putBack();
    List<String> closing = new ArrayList<>();
    closing.add(
        back.orElse("no run of rebuild has switched a thread's plan, or it was put back already"));
    if (isAnyQueued()) {
      closing.add("what is in the manager's queue stays there: rebuild list");
    }
    return new RebuildReport(
        "Rebuild of " + numbers + " of " + miner,
        files.check(miner, numbers, number -> ""),
        closing,
        true);
  }

  private boolean isAnyQueued() {
    for (long number : numbers) {
      if (damocles
          .getManager()
          .findSector(new SectorId(miner.getActorId(), number))
          .filter(SectorState::isNeedRebuild)
          .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Begins, follows all sectors to their end, and puts the plan back however that ends. */
  private Report puttingBack(Runnable begin) {
    try {
      begin.run();
      for (long number : numbers) {
        show(damocles.follow(new SectorId(miner.getActorId(), number)));
      }
    } catch (OperatorException failed) {
      throw new OperatorException(
          failed.code(),
          failed.what() + "; " + putBackNow(),
          failed.where(),
          failed.next() + " Then go on: rebuild --numbers " + numbers + " --resume",
          failed);
    } catch (RuntimeException stopped) {
      out.println(putBackNow() + "; go on with: rebuild --numbers " + numbers + " --resume");
      throw stopped;
    }
    return finished();
  }

  /** Also in a thread that was told to stop, which is told so again afterwards. */
  private String putBackNow() {
    boolean stopping = Thread.interrupted();
    try {
      return plan.putBack().orElse("no thread's plan was changed");
    } catch (OperatorException failed) {
      return "the thread's plan could not be put back ("
          + failed.what()
          + "): try it with rebuild --numbers "
          + numbers
          + " --rollback";
    } finally {
      if (stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Report finished() {
    List<String> closing = new ArrayList<>();
    plan.putBack().ifPresent(closing::add);
    List<RebuildRow> rows = files.check(miner, numbers, number -> "");
    boolean good = rows.stream().allMatch(row -> row.problem().isEmpty());
    closing.add(good ? files.verdict(rows) : "some files are not as they must be");
    return new RebuildReport("Rebuild of " + numbers + " of " + miner, rows, closing, good);
  }

  private void show(Following<?> following) {
    showSteps(following);
  }

  private <T> void showSteps(Following<T> following) {
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
