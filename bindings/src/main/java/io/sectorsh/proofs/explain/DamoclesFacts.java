package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the damocles manager says.
 *
 * @param where its address
 * @param down why it does not answer; empty if it does
 * @param sectors that it knows; empty when it does not answer, or was not asked
 * @param workerProver whether workers prove, and not the manager itself
 * @param jobs proving jobs of the deadline, newest last
 * @param workers when each worker was heard of last
 */
record DamoclesFacts(
    String where,
    String down,
    SectorNumbers sectors,
    boolean workerProver,
    List<Job> jobs,
    List<Worker> workers) {
  boolean isUp() {
    return down.isEmpty();
  }

  /**
   * One proving job.
   *
   * @param partitions indexes
   * @param state ready2run, running or finished
   * @param error why the last try failed; empty if it did not
   * @param worker who took it; empty if nobody did
   * @param heartbeat when that worker was heard of last
   * @param created when it was made
   */
  record Job(
      String id,
      List<Long> partitions,
      String state,
      long tries,
      String error,
      String worker,
      Optional<Instant> heartbeat,
      Instant created) {}

  /** A worker and when it was heard of last. */
  record Worker(String name, Instant lastPing) {}
}
