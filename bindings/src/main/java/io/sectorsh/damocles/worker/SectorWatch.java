package io.sectorsh.damocles.worker;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.PollingCursor.Verdict;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.rows.Following;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a sector where it is worked on: the manager's state of it, and the thread that has it.
 * The thread is looked for at the worker that had it last, then at the one that the manager names,
 * then at all.
 */
final class SectorWatch {
  private static final int LOOKS_BETWEEN_SEARCHES = 5;

  private final SectorId id;
  private final Supplier<Optional<SectorState>> state;
  private final Workers workers;
  private final ChangeGuard guard;
  private @Nullable WorkerPing holder;
  private int untilSearch;

  SectorWatch(
      SectorId id, Supplier<Optional<SectorState>> state, Workers workers, ChangeGuard guard) {
    this.id = id;
    this.state = state;
    this.workers = workers;
    this.guard = guard;
  }

  static Following<SectorStep> follow(
      SectorId id,
      Supplier<Optional<SectorState>> state,
      Workers workers,
      ChangeGuard guard,
      Pace pace) {
    return new Following<>(
        SectorStep.class,
        () -> {
          SectorWatch watch = new SectorWatch(id, state, workers, guard);
          return new PollingCursor<>(watch::look, SectorWatch::judge, pace);
        },
        SectorStep::line);
  }

  private SectorStep look() {
    SectorState now =
        state
            .get()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_FOUND,
                        "damocles knows no such sector",
                        id.fileName(),
                        "damocles.sectors lists all that it knows."));
    return isAtRest(now) ? new SectorStep(now, Optional.empty(), Optional.empty()) : find(now);
  }

  private static boolean isAtRest(SectorState sector) {
    return sector.getStore().equals(Optional.of(SectorStore.OFFLINE));
  }

  private SectorStep find(SectorState now) {
    for (WorkerPing ping : likely(now)) {
      Optional<WorkerThread> thread = ask(ping);
      if (thread.isPresent()) {
        holder = ping;
        untilSearch = 0;
        return new SectorStep(now, Optional.of(ping.name()), thread);
      }
    }
    holder = null;
    if (untilSearch-- > 0) {
      return new SectorStep(now, Optional.empty(), Optional.empty());
    }
    untilSearch = LOOKS_BETWEEN_SEARCHES;
    return search(now);
  }

  private SectorStep search(SectorState now) {
    for (WorkerRow row : workers) {
      if (row.getJob().equals(Optional.of(id.fileName()))) {
        holder = row.ping();
        return new SectorStep(now, Optional.of(row.getWorker()), row.thread());
      }
    }
    return new SectorStep(now, Optional.empty(), Optional.empty());
  }

  private List<WorkerPing> likely(SectorState now) {
    List<WorkerPing> likely = new ArrayList<>();
    WorkerPing last = holder;
    if (last != null) {
      likely.add(last);
    }
    String named = now.getLatestState().map(reported -> reported.worker()).orElse("");
    if (last == null || !last.name().equals(named)) {
      workers.getPings().stream().filter(ping -> ping.name().equals(named)).forEach(likely::add);
    }
    return likely;
  }

  private Optional<WorkerThread> ask(WorkerPing ping) {
    try {
      return DamoclesWorker.at(ping.address(), guard).getThreads().stream()
          .filter(thread -> thread.job().equals(Optional.of(id.fileName())))
          .findFirst();
    } catch (OperatorException away) {
      return Optional.empty();
    }
  }

  private static Verdict judge(SectorStep step) {
    String where = step.getId().fileName();
    switch (step.sector().getPhase()) {
      case ABORTED, REMOVED, TERMINATED -> {
        String reason = step.sector().getAbortReason();
        return Verdict.failed(
            "it is " + step.getState() + (reason.isEmpty() ? "" : ": " + reason), where, "");
      }
      default -> {
        if (isAtRest(step.sector())) {
          return Verdict.DONE;
        }
      }
    }
    return step.thread().filter(SectorWatch::isStuck).isPresent() ? stuck(step) : Verdict.GOES_ON;
  }

  private static boolean isStuck(WorkerThread thread) {
    return thread.activity() == ThreadActivity.PAUSED && thread.lastError().isPresent();
  }

  private static Verdict stuck(SectorStep step) {
    WorkerThread thread = step.thread().orElseThrow();
    return Verdict.failed(
        "its thread has stopped: " + SectorStep.oneLine(step.getLastError()),
        step.getId().fileName()
            + " on "
            + step.worker().orElse("")
            + " thread "
            + thread.index()
            + ", at "
            + thread.state(),
        "Remove the cause, then damocles.workers.thread('"
            + step.worker().orElse("")
            + "', "
            + thread.index()
            + ").resume().");
  }
}
