package io.sectorsh.damocles.worker;

import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A thread of a worker that a manager knows; or, where the worker does not answer, the worker
 * itself with the failure.
 *
 * @param ping what the manager knows of the worker
 * @param thread absent if the worker did not answer
 * @param problem why it did not
 * @param stale whether the manager has not heard of it for long
 * @param notes what may mislead somebody who reads its name, such as two names for one address
 */
public record WorkerRow(
    WorkerPing ping,
    Optional<WorkerThread> thread,
    Optional<OperatorException> problem,
    boolean stale,
    List<String> notes) {

  /** Makes the list unchangeable. */
  public WorkerRow {
    notes = List.copyOf(notes);
  }

  /** The worker's name. */
  public String getWorker() {
    return ping.name();
  }

  /** The address of its control server. */
  public String getAddress() {
    return ping.address();
  }

  /** When the manager last heard of it. */
  public Instant getLastPing() {
    return ping.lastPing();
  }

  /** See {@link WorkerThread#index}. */
  public Optional<Integer> getIndex() {
    return thread.map(WorkerThread::index);
  }

  /** See {@link WorkerThread#location}. */
  public Optional<String> getLocation() {
    return thread.flatMap(WorkerThread::location);
  }

  /** See {@link WorkerThread#plan}; empty if the worker did not answer. */
  public String getPlan() {
    return thread.map(WorkerThread::plan).orElse("");
  }

  /** See {@link WorkerThread#job}. */
  public Optional<String> getJob() {
    return thread.flatMap(WorkerThread::job);
  }

  /** See {@link WorkerThread#state}; empty without a job. */
  public String getState() {
    return thread.map(WorkerThread::state).orElse("");
  }

  /** See {@link WorkerThread#stage}. */
  public Optional<String> getStage() {
    return thread.flatMap(WorkerThread::stage);
  }

  /** What the thread is doing, in a word; {@code unreachable} if the worker did not answer. */
  public String getActivity() {
    return thread.map(one -> one.activity().toString()).orElse("unreachable");
  }

  /** Since when, as a length of time. */
  public Optional<Duration> getElapsed() {
    return thread.map(WorkerThread::elapsed).filter(elapsed -> !elapsed.isZero());
  }

  /** Why the thread stopped, or why the worker did not answer; empty if all is well. */
  public String getLastError() {
    return problem
        .map(failure -> failure.where() + ": " + failure.what())
        .or(() -> thread.flatMap(WorkerThread::lastError))
        .orElse("");
  }
}
