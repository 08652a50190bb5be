package io.sectorsh.proofs;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.Deadline;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.proofs.picture.EpochTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the chain says of a miner's deadlines at one tipset; partitions are asked for when needed.
 */
final class ProvingState {
  private final LotusNode node;
  private final ChainClock clock;
  private final DeadlineInfo info;
  private final List<Deadline> deadlines;

  private ProvingState(
      LotusNode node, ChainClock clock, DeadlineInfo info, List<Deadline> deadlines) {
    this.node = node;
    this.clock = clock;
    this.info = info;
    this.deadlines = deadlines;
  }

  static ProvingState newest(LotusNode node) {
    LotusNode pinned = node.at(node.chainHead());
    return new ProvingState(
        pinned, node.getClock(), pinned.provingDeadline(), pinned.minerDeadlines());
  }

  CurrentDeadline current() {
    int partitions = node.minerPartitions(info.index()).size();
    return CurrentDeadline.of(info, clock, partitions, submissions(info.index()));
  }

  Iterator<DeadlineRow> deadlines() {
    return IntStream.range(0, deadlines.size()).mapToObj(this::deadline).iterator();
  }

  private DeadlineRow deadline(int index) {
    List<Partition> partitions = node.minerPartitions(index);
    return new DeadlineRow(
        index,
        index == info.index(),
        opens(index),
        partitions.size(),
        partitions.stream().mapToLong(partition -> partition.live().count()).sum(),
        partitions.stream().mapToLong(partition -> partition.faulty().count()).sum(),
        partitions.stream().mapToLong(partition -> partition.recovering().count()).sum(),
        submissions(index));
  }

  List<PartitionRow> partitions(int deadline) {
    return node.minerPartitions(deadline).stream()
        .map(partition -> PartitionRow.of(partition, submissions(deadline)))
        .toList();
  }

  int count() {
    return deadlines.size();
  }

  Iterator<FaultRow> faults() {
    if (node.minerFaults().isEmpty()) {
      return List.<FaultRow>of().iterator();
    }
    return IntStream.range(0, deadlines.size())
        .mapToObj(this::faults)
        .flatMap(List::stream)
        .iterator();
  }

  private List<FaultRow> faults(int deadline) {
    List<FaultRow> rows = new ArrayList<>();
    for (Partition partition : node.minerPartitions(deadline)) {
      for (long sector : partition.faulty()) {
        boolean recovering = partition.recovering().contains(sector);
        rows.add(new FaultRow(sector, deadline, partition.index(), recovering, opens(deadline)));
      }
    }
    return rows;
  }

  private EpochTime opens(int deadline) {
    return EpochTime.of(clock, info.opening(deadline));
  }

  private SectorNumbers submissions(int deadline) {
    return deadlines.get(deadline).postSubmissions();
  }
}
