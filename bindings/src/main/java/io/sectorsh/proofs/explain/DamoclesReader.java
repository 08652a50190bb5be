package io.sectorsh.proofs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.proofs.explain.DamoclesFacts.Job;
import io.sectorsh.proofs.explain.DamoclesFacts.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Asks the damocles manager. */
final class DamoclesReader {
  /** Up to so many sectors are asked for one by one; beyond, all of them are listed. */
  private static final int FEW = 64;

  private final DamoclesManager manager;
  private final long miner;
  private final int deadline;

  private DamoclesReader(DamoclesManager manager, long miner, int deadline) {
    this.manager = manager;
    this.miner = miner;
    this.deadline = deadline;
  }

  /**
   * @param wanted sectors that nobody else knows
   */
  static Fact<DamoclesFacts> read(
      Damocles damocles, long miner, int deadline, SectorNumbers wanted) {
    if (!damocles.isConfigured()) {
      return Fact.notAsked();
    }
    return Fact.of(new DamoclesReader(damocles.getManager(), miner, deadline).facts(wanted));
  }

  private DamoclesFacts facts(SectorNumbers wanted) {
    String where = manager.getEndpoint().toString();
    try {
      manager.getVersion();
    } catch (OperatorException failed) {
      return new DamoclesFacts(
          where, failed.what(), SectorNumbers.EMPTY, false, List.of(), List.of());
    }
    Optional<List<Job>> jobs = jobs();
    return new DamoclesFacts(
        where,
        "",
        sectors(wanted),
        jobs.isPresent(),
        jobs.orElse(List.of()),
        jobs.isPresent() ? workers() : List.of());
  }

  private SectorNumbers sectors(SectorNumbers wanted) {
    LongStream.Builder known = LongStream.builder();
    if (wanted.count() <= FEW) {
      wanted.stream()
          .filter(number -> manager.findSector(new SectorId(miner, number)).isPresent())
          .forEach(known::add);
    } else {
      for (SectorStore store : SectorStore.values()) {
        for (SectorState sector : manager.listSectors(store, SectorJob.ALL)) {
          if (wanted.contains(sector.getNumber())) {
            known.add(sector.getNumber());
          }
        }
      }
    }
    return SectorNumbers.of(known.build().toArray());
  }

  /** Empty when no workers prove: the manager knows the method only if they do. */
  private Optional<List<Job>> jobs() {
    try {
      List<Job> jobs = new ArrayList<>();
      for (JsonNode job : manager.call("WdPoStAllJobs").path("Jobs")) {
        if (job.path("DeadlineIdx").asInt(-1) == deadline) {
          jobs.add(job(job));
        }
      }
      jobs.sort(Comparator.comparing(Job::created));
      return Optional.of(jobs);
    } catch (RpcRejectedException unknown) {
      return Optional.empty();
    }
  }

  private static Job job(JsonNode json) {
    List<Long> partitions = new ArrayList<>();
    json.path("Partitions").forEach(partition -> partitions.add(partition.asLong()));
    return new Job(
        json.path("Id").asText(),
        partitions,
        json.path("State").asText(),
        json.path("TryNum").asLong(),
        json.path("ErrorReason").asText(),
        json.path("WorkerName").asText(),
        time(json.path("HeartbeatAt").asLong()),
        Instant.ofEpochSecond(json.path("CreatedAt").asLong()));
  }

  private static Optional<Instant> time(long seconds) {
    return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  private List<Worker> workers() {
    List<Worker> workers = new ArrayList<>();
    for (JsonNode ping : manager.call("WorkerPingInfoList")) {
      workers.add(
          new Worker(
              ping.at("/Info/Name").asText(),
              Instant.ofEpochSecond(ping.path("LastPing").asLong())));
    }
    return workers;
  }
}
