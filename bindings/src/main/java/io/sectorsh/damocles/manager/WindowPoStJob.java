package io.sectorsh.damocles.manager;

import io.sectorsh.jsonrpc.Members;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A window proof that a worker makes or made.
 *
 * @param id the manager's name for it
 * @param state as the manager says: ready2run, running or finished, which says nothing about
 *     success
 * @param miner the number of the miner's actor
 * @param deadline 0 to 47
 * @param partitions of the deadline
 * @param worker who has it; empty before
 * @param tries how often it was begun
 * @param error why it failed; empty if it did not
 * @param sectors how many it proves
 * @param faults how many of them could not be read
 * @param createdAt when it was made
 * @param startedAt when it was begun last
 * @param heartbeatAt when its worker was heard last
 * @param finishedAt when it was over
 */
public record WindowPoStJob(
    String id,
    String state,
    long miner,
    long deadline,
    List<Long> partitions,
    String worker,
    long tries,
    String error,
    long sectors,
    long faults,
    Optional<Instant> createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> heartbeatAt,
    Optional<Instant> finishedAt) {

  static WindowPoStJob of(Members members) {
    return new WindowPoStJob(
        members.text("Id"),
        members.text("State"),
        members.object("Input", input -> input.number("MinerId")).orElse(0L),
        members.number("DeadlineIdx"),
        members.values("Partitions", Long.class),
        members.text("WorkerName"),
        members.number("TryNum"),
        members.text("ErrorReason"),
        members.number("Sectors"),
        members.number("Faults"),
        time(members, "CreatedAt"),
        time(members, "StartedAt"),
        time(members, "HeartbeatAt"),
        time(members, "FinishedAt"));
  }

  private static Optional<Instant> time(Members members, String name) {
    long seconds = members.number(name);
    return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  /** Whether it is over and was not a success. */
  public boolean isFailed() {
    return state.equals("finished") && !error.isEmpty();
  }
}
