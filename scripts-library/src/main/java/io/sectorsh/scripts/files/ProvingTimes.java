package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.DeadlineInfo;
import io.sectorsh.lotus.LotusNode;
import io.sectorsh.lotus.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When each sector of a miner is proven next. Keeps a bitfield for each deadline, not a row for
 * each sector.
 */
final class ProvingTimes {
  private final Optional<DeadlineInfo> info;
  private final List<SectorNumbers> deadlines;

  private ProvingTimes(Optional<DeadlineInfo> info, List<SectorNumbers> deadlines) {
    this.info = info;
    this.deadlines = deadlines;
  }

  /** Nothing is known without a node. */
  static ProvingTimes unknown() {
    return new ProvingTimes(Optional.empty(), List.of());
  }

  /** As a node has it at one tipset. */
  static ProvingTimes read(LotusNode pinned) {
    DeadlineInfo info = pinned.provingDeadline();
    List<SectorNumbers> deadlines = new ArrayList<>();
    for (int deadline = 0; deadline < info.periodDeadlines(); deadline++) {
      SectorNumbers live = SectorNumbers.EMPTY;
      for (Partition partition : pinned.minerPartitions(deadline)) {
        live = live.union(partition.live());
      }
      deadlines.add(live);
    }
    return new ProvingTimes(Optional.of(info), deadlines);
  }

  /**
   * Epochs until the sector's deadline opens; not above 0 while it is open, and large if unknown.
   */
  long epochsUntil(long number) {
    OptionalInt deadline = deadline(number);
    return info.isEmpty() || deadline.isEmpty()
        ? Long.MAX_VALUE
        : info.get().opening(deadline.getAsInt()).since(info.get().currentEpoch());
  }

  /** Whether its deadline is open, or opens within the length of a window: proofs are near. */
  boolean isNear(long number) {
    return info.filter(known -> epochsUntil(number) <= known.challengeWindow()).isPresent();
  }

  /** Such as {@code 17, open}; empty if it is not known. */
  String text(long number) {
    OptionalInt deadline = deadline(number);
    if (deadline.isEmpty()) {
      return "";
    }
    long until = epochsUntil(number);
    return deadline.getAsInt() + (until <= 0 ? ", open" : ", in " + until + " epochs");
  }

  private OptionalInt deadline(long number) {
    for (int deadline = 0; deadline < deadlines.size(); deadline++) {
      if (deadlines.get(deadline).contains(number)) {
        return OptionalInt.of(deadline);
      }
    }
    return OptionalInt.empty();
  }
}
