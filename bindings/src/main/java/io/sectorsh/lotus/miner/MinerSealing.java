package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import io.sectorsh.lotus.record.SectorJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sealing of a lotus-miner: workers, jobs, queues. Most methods need a token with the
 * permission {@code admin}; those that change something ask the session first and are sent once.
 */
public final class MinerSealing {
  private final GuardedClient client;

  MinerSealing(GuardedClient client) {
    this.client = client;
  }

  /** The workers, the miner itself included. */
  public List<SealingWorker> workers() {
    List<SealingWorker> workers = new ArrayList<>();
    client
        .call("WorkerStats")
        .properties()
        .forEach(entry -> workers.add(SealingWorker.of(entry.getKey(), entry.getValue())));
    return List.copyOf(workers);
  }

  /** What the workers do or are about to do. */
  public List<SealingJob> jobs() {
    List<SealingJob> jobs = new ArrayList<>();
    client
        .call("WorkerJobs")
        .properties()
        .forEach(
            entry ->
                entry.getValue().forEach(json -> jobs.add(SealingJob.of(entry.getKey(), json))));
    return List.copyOf(jobs);
  }

  /** What waits for a worker. */
  public SealingSchedule schedule() {
    return SealingSchedule.of(client.call("SealingSchedDiag", false));
  }

  /**
   * Aborts a job that runs.
   *
   * @throws OperatorException BAD_VALUE if it does not run yet; remove its request instead
   */
  public void abort(SealingJob job) {
    String call =
        job.call()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.BAD_VALUE,
                        "it does not run yet and cannot be aborted",
                        job.task() + " of " + job.sector(),
                        "Remove its request from the schedule: sealing.removeRequest(id)."));
    com.fasterxml.jackson.databind.node.ObjectNode id = SectorJson.object();
    id.putPOJO("Sector", job.sector());
    client.call("SealingAbort", id.put("ID", call));
  }

  /** Removes what waits for a worker, by the id of its request. */
  public void removeRequest(String id) {
    client.call("SealingRemoveRequest", id);
  }

  /** The sectors whose pre-commit waits to be sent. */
  public List<SectorId> preCommitsPending() {
    return pending("SectorPreCommitPending");
  }

  /** The sectors whose proof waits to be sent. */
  public List<SectorId> commitsPending() {
    return pending("SectorCommitPending");
  }

  /** The sectors whose termination waits to be sent. */
  public List<SectorId> terminationsPending() {
    return pending("SectorTerminatePending");
  }

  /** Sends the pre-commits that wait. */
  public List<BatchedMessage> flushPreCommits() {
    return flushed("SectorPreCommitFlush");
  }

  /** Sends the proofs that wait. */
  public List<BatchedMessage> flushCommits() {
    return flushed("SectorCommitFlush");
  }

  /** Sends the terminations that wait; empty if none was sent. Terminating cannot be undone. */
  public Optional<Cid> flushTerminations() {
    return Json.present(client.call("SectorTerminateFlush"))
        .map(cid -> Members.convert(cid, "SectorTerminateFlush", Cid.class));
  }

  /** Begins a sector without data; its number comes back. */
  public SectorId pledge() {
    return sector(client.call("PledgeSector"), "PledgeSector");
  }

  /** How long a sector waits for more deals. */
  public Duration waitForDeals() {
    return Duration.ofNanos(client.call("SectorGetSealDelay").longValue());
  }

  /** Changes how long a sector waits for more deals; lotus-miner rewrites its config.toml. */
  public void waitForDeals(Duration longest) {
    client.call("SectorSetSealDelay", longest.toNanos());
  }

  private List<SectorId> pending(String method) {
    return Json.list(client.call(method), method).map(json -> sector(json, method)).toList();
  }

  private List<BatchedMessage> flushed(String method) {
    return Json.list(client.call(method), method).map(BatchedMessage::of).toList();
  }

  private static SectorId sector(JsonNode json, String method) {
    return Members.read(json, method, id -> new SectorId(id.number("Miner"), id.number("Number")));
  }
}
