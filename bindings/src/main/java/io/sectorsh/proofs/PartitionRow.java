package io.sectorsh.proofs;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.Partition;

/**
 * One partition of a deadline.
 *
 * @param deadline which deadline
 * @param partition which partition of it, from 0
 * @param submitted whether it is proven in the current window
 * @param all every sector that was ever in it
 * @param live sectors that are not terminated
 * @param active those that have power
 * @param faulty those not proven the last time
 * @param recovering faulty ones that are to be proven again
 * @param unproven those never proven yet
 * @param toProve what the next proof has to cover
 */
public record PartitionRow(
    int deadline,
    int partition,
    boolean submitted,
    SectorNumbers all,
    SectorNumbers live,
    SectorNumbers active,
    SectorNumbers faulty,
    SectorNumbers recovering,
    SectorNumbers unproven,
    SectorNumbers toProve) {

  static PartitionRow of(Partition partition, SectorNumbers submissions) {
    return new PartitionRow(
        partition.deadline(),
        partition.index(),
        submissions.contains(partition.index()),
        partition.all(),
        partition.live(),
        partition.active(),
        partition.faulty(),
        partition.recovering(),
        partition.unproven(),
        partition.toProve());
  }
}
