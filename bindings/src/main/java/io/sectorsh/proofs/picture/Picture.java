package io.sectorsh.proofs.picture;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.Deadline;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.proofs.picture.SectorPicture.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Draws pictures of a miner's proving, all from one tipset. */
public final class Picture {
  private static final int QUESTIONS_AT_ONCE = 8;

  /** Epochs behind a window in which a message of it may still be executed. */
  private static final long AFTER = 3;

  private final LotusNode node;
  private final TipSetHead head;
  private final ChainClock clock;
  private final DeadlineInfo info;

  /** The state at the newest tipset. */
  public Picture(LotusNode node) {
    this.head = node.chainHead();
    this.node = node.at(head);
    this.clock = node.getClock();
    this.info = this.node.provingDeadline();
  }

  /** A deadline in its open or next window. */
  public DeadlinePicture deadline(int index) {
    Window window = Window.next(index, info, clock);
    Window posted = window.phase() == Phase.OPEN ? window : window.previous();
    List<LandedMessage> messages = messages(posted);
    List<Partition> partitions = node.minerPartitions(index);
    Deadline deadline = node.minerDeadlines().get(index);
    return new DeadlinePicture(
        index,
        window.phase(),
        window.timeOf(window.head()),
        window.timeOf(window.open()),
        window.until(window.open()),
        window.timeOf(window.faultCutoff()),
        window.until(window.faultCutoff()),
        window.timeOf(window.close()),
        window.until(window.close()),
        partitions.size(),
        union(partitions, Partition::all),
        union(partitions, Partition::live),
        union(partitions, Partition::active),
        union(partitions, Partition::faulty),
        union(partitions, Partition::recovering),
        union(partitions, Partition::unproven),
        deadline.postSubmissions(),
        deadline.disputableProofs(),
        PostRow.of(messages, index),
        messages.stream().anyMatch(message -> disputes(message, index)));
  }

  private static boolean disputes(LandedMessage landed, int deadline) {
    return landed.succeeded()
        && landed.message().call() instanceof MinerCall.Dispute dispute
        && dispute.deadline() == deadline;
  }

  private List<LandedMessage> messages(Window window) {
    ChainEpoch last = window.close().plus(AFTER);
    TipSetHead until = last.isBefore(head.height()) ? node.tipsetFrom(last) : head;
    try (Pool pool = new Pool(QUESTIONS_AT_ONCE)) {
      return new MinerMessages(node, pool).landed(window.open(), until);
    }
  }

  /**
   * A sector.
   *
   * @throws OperatorException NOT_FOUND when the chain does not know it
   */
  public SectorPicture sector(long number) {
    OnChainSector sector = node.sectorInfo(number).orElseThrow(() -> absent(number));
    SectorPlace place = node.sectorPlace(number).orElseThrow(() -> absent(number));
    Window window = Window.next(place.deadline(), info, clock);
    return new SectorPicture(
        number,
        state(number, node.minerPartitions(place.deadline()).get(place.partition())),
        place.deadline(),
        place.partition(),
        window.phase(),
        window.timeOf(window.open()),
        window.until(window.open()),
        window.timeOf(window.faultCutoff()),
        window.timeOf(window.close()),
        sector.sealedCid(),
        sector.sectorKeyCid(),
        window.timeOf(sector.expiration()));
  }

  private static State state(long number, Partition partition) {
    if (partition.recovering().contains(number)) {
      return State.RECOVERING;
    }
    if (partition.faulty().contains(number)) {
      return State.FAULTY;
    }
    if (partition.active().contains(number)) {
      return State.ACTIVE;
    }
    return partition.live().contains(number) ? State.UNPROVEN : State.TERMINATED;
  }

  private OperatorException absent(long number) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "the chain has no such sector to be proven",
        "sector " + number + " of " + node.getMinerAddress(),
        "It was terminated, has expired, or was never proven: lotus.node.sectorInfo("
            + number
            + ") tells.");
  }

  /** All deadlines at a glance. */
  public HeatMap heatMap() {
    List<Deadline> deadlines = node.minerDeadlines();
    List<Callable<HeatMap.Cell>> tasks = new ArrayList<>();
    deadlines.forEach(deadline -> tasks.add(() -> cell(deadline)));
    try (Pool pool = new Pool(QUESTIONS_AT_ONCE)) {
      return new HeatMap(EpochTime.of(clock, info.currentEpoch()), info.index(), pool.all(tasks));
    }
  }

  private HeatMap.Cell cell(Deadline deadline) {
    List<Partition> partitions = node.minerPartitions(deadline.index());
    return new HeatMap.Cell(
        deadline.index(),
        partitions.size(),
        (int) deadline.postSubmissions().count(),
        union(partitions, Partition::live).count(),
        union(partitions, Partition::faulty).count(),
        union(partitions, Partition::recovering).count());
  }

  /** One set over all partitions. */
  public static SectorNumbers union(
      List<Partition> partitions, Function<Partition, SectorNumbers> part) {
    return partitions.stream().map(part).reduce(SectorNumbers.EMPTY, SectorNumbers::union);
  }
}
