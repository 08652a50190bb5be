package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a worker does or is about to do (WorkerJobs).
 *
 * @param worker UUID of the worker
 * @param call UUID of the call; absent while it does not run yet, and then it cannot be aborted
 * @param sector which sector
 * @param task such as {@code seal/v0/precommit/1}
 * @param runWait lotus' own number for how far it is
 * @param start since when
 * @param host where; absent where lotus does not tell
 */
public record SealingJob(
    String worker,
    Optional<String> call,
    SectorId sector,
    String task,
    int runWait,
    Instant start,
    Optional<String> host) {
  private static final String NO_CALL = "00000000-0000-0000-0000-000000000000";

  static SealingJob of(String worker, JsonNode json) {
    return Members.read(
        json,
        "WorkerJobs",
        members ->
            new SealingJob(
                worker,
                Members.of(json.path("ID"), "WorkerJobs.ID")
                    .optional("ID", String.class)
                    .filter(id -> !id.equals(NO_CALL)),
                sector(members),
                members.text("Task"),
                Math.toIntExact(members.number("RunWait")),
                Instant.parse(members.text("Start")),
                members.optional("Hostname", String.class).filter(name -> !name.isEmpty())));
  }

  private static SectorId sector(Members members) {
    return members
        .object("Sector", id -> new SectorId(id.number("Miner"), id.number("Number")))
        .orElseThrow(() -> new IllegalArgumentException("no Sector"));
  }

  /** How far it is, in a word. */
  public String getState() {
    return switch (runWait) {
      case 0 -> "running";
      case 1 -> "prepared";
      case -1 -> "returning";
      case -2 -> "returned";
      case -3 -> "done";
      default -> "assigned";
    };
  }
}
