package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.migration.Action;
import io.sectorsh.stores.FileActions;
import io.sectorsh.stores.ProvingSchedule;
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
  private final Optional<ProvingSchedule> schedule;
  private final List<SectorNumbers> deadlines;

  private ProvingTimes(
      Optional<DeadlineInfo> info,
      Optional<ProvingSchedule> schedule,
      List<SectorNumbers> deadlines) {
    this.info = info;
    this.schedule = schedule;
    this.deadlines = deadlines;
  }

  /** Nothing is known without a node. */
  static ProvingTimes unknown() {
    return new ProvingTimes(Optional.empty(), Optional.empty(), List.of());
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
    return of(info, ProvingSchedule.of(info, pinned.getClock()), deadlines);
  }

  /**
   * As they are known.
   *
   * @param deadlines the sectors of each deadline, by its index
   */
  static ProvingTimes of(
      DeadlineInfo info, ProvingSchedule schedule, List<SectorNumbers> deadlines) {
    return new ProvingTimes(Optional.of(info), Optional.of(schedule), deadlines);
  }

  /**
   * What looks again before the files of some sectors are taken away. Those that are proven soon
   * are not waited for: they come last, and the operator was told.
   *
   * @return empty if nothing is known, or all of them are near
   */
  Optional<Action> lookAgain(List<Long> numbers) {
    List<Integer> far =
        numbers.stream()
            .filter(number -> !isNear(number))
            .flatMapToInt(number -> deadline(number).stream())
            .distinct()
            .sorted()
            .boxed()
            .toList();
    return schedule
        .filter(known -> !far.isEmpty())
        .map(known -> FileActions.waitForWindows(known, far));
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
