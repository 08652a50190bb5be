package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.worker.Plan;
import io.sectorsh.damocles.worker.ThreadActivity;
import io.sectorsh.damocles.worker.ThreadControl;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.damocles.worker.WorkerThread;
import io.sectorsh.damocles.worker.Workers;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Optional;

/** Finds a thread that can rebuild: one that does already, or an idle one that can be switched. */
final class ThreadChoice {
  private final Workers workers;

  ThreadChoice(Workers workers) {
    this.workers = workers;
  }

  /** The thread that the operator named. */
  ThreadControl named(String worker, int index) {
    ThreadControl thread = workers.thread(worker, index);
    requireAwake(thread);
    return thread;
  }

  private static void requireAwake(ThreadControl thread) {
    if (thread.getNow().activity() == ThreadActivity.PAUSED) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "it stands still: " + thread.getNow().lastError().orElse("paused"),
          thread.toString(),
          "Remove the cause and resume it, or name another thread.");
    }
  }

  /**
   * A thread that has the plan already, else an idle one.
   *
   * @throws OperatorException NOT_FOUND if there is neither
   */
  ThreadControl any() {
    Optional<ThreadControl> idle = Optional.empty();
    for (WorkerRow row : workers) {
      Optional<WorkerThread> thread = row.thread();
      if (thread.isEmpty() || thread.get().activity() == ThreadActivity.PAUSED) {
        continue;
      }
      if (thread.get().plan().equals(Plan.REBUILD.word())) {
        return control(row, thread.get());
      }
      if (idle.isEmpty() && thread.get().job().isEmpty() && thread.get().location().isPresent()) {
        ThreadControl candidate = control(row, thread.get());
        idle =
            candidate.plan(Plan.REBUILD.word()).isReachable()
                ? Optional.of(candidate)
                : Optional.empty();
      }
    }
    return idle.orElseThrow(
        () ->
            new OperatorException(
                ErrorCode.NOT_FOUND,
                "no thread is idle and has a directory that can be reached from here",
                "damocles workers",
                "See them with: workers. Name one with --worker and --thread; it finishes its job"
                    + " first."));
  }

  private ThreadControl control(WorkerRow row, WorkerThread thread) {
    return workers.thread(row.getWorker(), thread.index());
  }
}
