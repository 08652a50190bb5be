package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * A worker of lotus-miner, the miner itself included (WorkerStats).
 *
 * @param id its UUID; a new one at each start
 * @param host its name
 * @param enabled whether it gets work
 * @param tasks what it does, such as {@code seal/v0/precommit/1}
 * @param cpus its cores
 * @param gpus its graphics cards
 * @param memory bytes that it has
 * @param memoryUsed bytes in use on it
 * @param swap bytes that it has
 * @param gpuUsed graphics cards in use, by lotus' own count
 * @param cpuUse cores in use, by lotus' own count
 */
public record SealingWorker(
    String id,
    String host,
    boolean enabled,
    List<String> tasks,
    long cpus,
    List<String> gpus,
    long memory,
    long memoryUsed,
    long swap,
    double gpuUsed,
    long cpuUse) {
  static SealingWorker of(String id, JsonNode json) {
    Members members = Members.of(json, "WorkerStats");
    JsonNode info = json.path("Info");
    Members resources = Members.of(info.path("Resources"), "WorkerStats.Info.Resources");
    return new SealingWorker(
        id,
        Members.of(info, "WorkerStats.Info").text("Hostname"),
        members.flag("Enabled"),
        members.values("Tasks", String.class),
        resources.number("CPUs"),
        resources.values("GPUs", String.class),
        resources.number("MemPhysical"),
        resources.number("MemUsed"),
        resources.number("MemSwap"),
        members.optional("GpuUsed", Double.class).orElse(0.0),
        members.number("CpuUse"));
  }
}
