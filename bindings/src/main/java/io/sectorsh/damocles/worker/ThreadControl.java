package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thread of one worker, to look at and to act on. It is found again by its index before each
 * act, since a worker that was restarted may number its threads anew.
 */
public final class ThreadControl {
  private final String name;
  private final DamoclesWorker worker;
  private final int index;
  private final HostPaths paths;
  private final ChangeGuard guard;

  private ThreadControl(
      String name, DamoclesWorker worker, int index, HostPaths paths, ChangeGuard guard) {
    this.name = name;
    this.worker = worker;
    this.index = index;
    this.paths = paths;
    this.guard = guard;
  }

  static ThreadControl of(
      String name, DamoclesWorker worker, int index, HostPaths paths, ChangeGuard guard) {
    ThreadControl control = new ThreadControl(name, worker, index, paths, guard);
    control.getNow();
    return control;
  }

  /** The worker's name as it was given. */
  public String getWorker() {
    return name;
  }

  /** The thread as it is now. */
  public WorkerThread getNow() {
    List<WorkerThread> threads = worker.getThreads();
    return threads.stream()
        .filter(thread -> thread.index() == index)
        .findFirst()
        .orElseThrow(() -> noThread(threads));
  }

  private OperatorException noThread(List<WorkerThread> threads) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "the worker has no thread of index " + index,
        name,
        threads.isEmpty()
            ? "It has no threads at all."
            : "It has "
                + threads.stream()
                    .map(thread -> String.valueOf(thread.index()))
                    .collect(Collectors.joining(", "))
                + ".");
  }

  /**
   * Tells it to stand still at its next check point; the running stage goes on to its end. Does
   * nothing if it stands still already, since the signal would be kept for after the resume.
   *
   * @return the thread right after that
   */
  public WorkerThread pause() {
    WorkerThread now = getNow();
    if (now.activity() == ThreadActivity.PAUSED) {
      return now;
    }
    worker.pause(now.position());
    return getNow();
  }

  /**
   * Lets it go on where it stopped.
   *
   * @return the thread right after that
   * @throws OperatorException REJECTED if it does not stand still
   */
  public WorkerThread resume() {
    return resumed(worker.resume(getNow().position()));
  }

  /**
   * Lets it go on from another state than the one in which it stopped.
   *
   * @param state a word of {@link SealingState}
   */
  public WorkerThread resume(String state) {
    SealingState.require(state);
    return resumed(worker.resume(getNow().position(), state));
  }

  /**
   * Another plan for it, to look at and to apply.
   *
   * @param word one of {@link Plan}
   * @throws OperatorException BAD_VALUE if there is no such plan, NOT_FOUND if the thread has no
   *     directory whose file could say so
   */
  public PlanSwitch plan(String word) {
    Plan plan = Plan.of(word);
    Path location = Path.of(getNow().location().orElseThrow(this::withoutDirectory));
    return PlanSwitch.of(this, plan, location, paths.here(name, host(), location), guard);
  }

  private OperatorException withoutDirectory() {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "the thread has no directory, and so no configuration of its own",
        toString(),
        "Change its plan in the worker's main configuration, and restart the worker.");
  }

  private String host() {
    return URI.create(worker.getEndpoint().getUrl()).getHost();
  }

  private WorkerThread resumed(boolean taken) {
    if (!taken) {
      throw new OperatorException(
          ErrorCode.REJECTED,
          "the thread does not stand still, so that there is nothing to resume",
          toString(),
          "A paused thread reaches its check point only when its stage ends: look at it again.");
    }
    return getNow();
  }

  @Override
  public String toString() {
    return "thread " + index + " of worker " + name;
  }
}
