package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.RpcTable;
import java.util.Optional;

/**
 * The manager's proving jobs. It has none, and no method about them, unless workers prove.
 *
 * @param job the only job; absent when the manager itself proves
 * @param workersSilent whether no worker was heard of lately
 */
public record ProvingJobs(Optional<Job> job, boolean workersSilent) {
  /** The manager proves by itself. */
  public static final ProvingJobs NONE = new ProvingJobs(Optional.empty(), false);

  /**
   * A job for all partitions of a deadline.
   *
   * @param state ready2run, running or finished
   * @param error why the last try failed; empty if it did not
   * @param worker who took it; empty if nobody did
   * @param created unix seconds
   */
  public record Job(int deadline, String state, String error, String worker, long created) {}

  /** Enters the method, if workers prove. */
  public void addTo(RpcTable table) {
    job.ifPresent(known -> table.read("WdPoStAllJobs", none -> list(known)));
  }

  private static ObjectNode list(Job job) {
    ObjectNode json = GoJson.object();
    json.putArray("Jobs").add(json(job));
    return json.put("MaxTry", 2);
  }

  private static ObjectNode json(Job job) {
    long taken = job.worker().isEmpty() ? 0 : job.created() + 30;
    ObjectNode json = GoJson.object().put("Id", "LPURzRiSzRD").put("State", job.state());
    json.put("DeadlineIdx", job.deadline()).putArray("Partitions").add(0);
    ObjectNode input = json.putObject("Input");
    input.putNull("Sectors").put("MinerId", Population.MINER).put("ProofType", "");
    ArrayNode seed = input.putArray("Seed");
    for (int at = 0; at < 32; at++) {
      seed.add(0);
    }
    json.putObject("Output").putNull("proofs").putNull("faults");
    json.put("TryNum", job.worker().isEmpty() ? 0 : 2).put("ErrorReason", job.error());
    json.put("WorkerName", job.worker()).put("StartedAt", taken).put("HeartbeatAt", taken);
    json.put("FinishedAt", job.state().equals("finished") ? taken : 0);
    json.put("CreatedAt", job.created()).put("UpdatedAt", Math.max(taken, job.created()));
    return json.put("Sectors", 2).put("Faults", 0);
  }
}
