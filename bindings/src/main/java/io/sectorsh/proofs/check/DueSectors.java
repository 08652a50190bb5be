package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.proofs.picture.Picture;
import io.sectorsh.proofs.picture.Window;
import java.util.List;

/**
 * What a window has to prove.
 *
 * @param window the open one of a deadline, or the next
 * @param partitions the deadline's
 */
record DueSectors(Window window, List<Partition> partitions) {
  static DueSectors of(LotusNode node, int deadline) {
    Window window = Window.next(deadline, node.provingDeadline(), node.getClock());
    return new DueSectors(window, node.minerPartitions(deadline));
  }

  SectorNumbers sectors() {
    return Picture.union(partitions, Partition::toProve);
  }

  /** The partitions that prove any of these sectors. */
  SectorNumbers partitionsOf(SectorNumbers some) {
    return SectorNumbers.of(
        partitions.stream()
            .filter(partition -> !partition.toProve().intersect(some).isEmpty())
            .mapToLong(Partition::index)
            .toArray());
  }
}
