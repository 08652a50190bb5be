package io.sectorsh.damocles.worker;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import java.time.Duration;
import java.util.Optional;

/**
 * A thread of a worker, as the worker tells it.
 *
 * @param index its place among the threads of the worker's configuration
 * @param position its place in the worker's list, by which it is paused and resumed: another number
 *     than its index where a thread before it was left out at the start
 * @param location the directory that it works in; absent for a plan that needs none
 * @param plan what it does with sectors, such as {@code sealer}
 * @param job what it works on: a sector such as {@code s-t01000-4}
 * @param state how far that has come, in a word of {@link SealingState}; empty without a job
 * @param stage what it does now, such as {@code PC1}
 * @param activity whether it runs
 * @param elapsed since it does that, in whole seconds
 * @param process the processor that does it, if it is another one
 * @param lastError why it stopped; one or more lines
 */
public record WorkerThread(
    int index,
    int position,
    Optional<String> location,
    String plan,
    Optional<String> job,
    String state,
    Optional<String> stage,
    ThreadActivity activity,
    Duration elapsed,
    Optional<String> process,
    Optional<String> lastError) {
  private static final String NO_LOCATION = "-";

  static WorkerThread of(Members members, int position) {
    Optional<Members> activity = members.object("thread_state", inner -> inner);
    return new WorkerThread(
        Math.toIntExact(members.number("index")),
        position,
        members.optional("location", String.class).filter(text -> !text.equals(NO_LOCATION)),
        members.text("plan"),
        members.optional("job_id", String.class),
        members.text("job_state"),
        members.optional("job_stage", String.class),
        ThreadActivity.of(activity.map(inner -> inner.text("state")).orElse("")),
        Duration.ofSeconds(activity.map(inner -> inner.number("elapsed")).orElse(0L)),
        activity.flatMap(inner -> inner.optional("proc", String.class)),
        members.optional("last_error", String.class));
  }

  /** The sector that it works on, if its job is one. */
  public Optional<SectorId> getSector() {
    return job.flatMap(SectorId::readByLotus);
  }
}
