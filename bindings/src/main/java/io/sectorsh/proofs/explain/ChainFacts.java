package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.MinerInfo;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.proofs.picture.Picture;
import java.util.List;
import java.util.Map;

/**
 * What the chain says of one deadline.
 *
 * @param head newest tipset
 * @param miner who the miner is
 * @param before the partitions when the window opened, or now if it is ahead
 * @param after the partitions when it had closed, or now
 * @param now the partitions now
 * @param submitted partitions that count as proven in the open window
 * @param sectors those of the deadline that are live, by number
 * @param old whether the states at the window's begin and end were there; else those are today's
 * @param randomness 32 bytes that the window's challenges come from; empty before they are known
 */
record ChainFacts(
    TipSetHead head,
    MinerInfo miner,
    List<Partition> before,
    List<Partition> after,
    List<Partition> now,
    SectorNumbers submitted,
    Map<Long, OnChainSector> sectors,
    boolean old,
    byte[] randomness) {

  SectorNumbers live() {
    return Picture.union(now, Partition::live);
  }

  /** What the window had to prove. */
  SectorNumbers toProve() {
    return Picture.union(before, Partition::toProve);
  }

  SectorNumbers partitionsToProve() {
    return SectorNumbers.of(
        before.stream()
            .filter(partition -> !partition.toProve().isEmpty())
            .mapToLong(Partition::index)
            .toArray());
  }

  SectorNumbers faulty() {
    return Picture.union(now, Partition::faulty);
  }

  SectorNumbers recovering() {
    return Picture.union(now, Partition::recovering);
  }

  /** Sectors that became faulty in the window. */
  SectorNumbers lost() {
    return Picture.union(after, Partition::faulty)
        .subtract(Picture.union(before, Partition::faulty));
  }

  /** The sectors of some partitions that had to be proven. */
  SectorNumbers toProveIn(SectorNumbers partitions) {
    return Picture.union(
        before.stream().filter(partition -> partitions.contains(partition.index())).toList(),
        Partition::toProve);
  }
}
