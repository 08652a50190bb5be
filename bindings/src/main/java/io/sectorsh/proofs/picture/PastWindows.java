package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.TipSetHead;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The windows of the last proving periods, newest first; each is asked for when it is read. */
public final class PastWindows {
  private final LotusNode node;
  private final ChainClock clock;
  private final DeadlineInfo info;
  private final long sectorBytes;

  private PastWindows(LotusNode node, TipSetHead head) {
    this.node = node;
    this.clock = node.getClock();
    this.info = node.at(head).provingDeadline();
    this.sectorBytes = node.at(head).minerInfo().sectorSize().bytes();
  }

  /** The windows that closed in so many periods; those without sectors are left out. */
  public static Iterator<PastWindow> last(LotusNode node, int periods) {
    PastWindows windows = new PastWindows(node, node.chainHead());
    return LongStream.range(0, (long) periods * windows.info.periodDeadlines())
        .mapToObj(windows::closed)
        .flatMap(Optional::stream)
        .iterator();
  }

  /**
   * @param back 0 for the window that closed last
   */
  private Optional<PastWindow> closed(long back) {
    ChainEpoch inside = info.open().minus(1 + back * info.challengeWindow());
    long past = inside.since(info.periodStart());
    int deadline = (int) (Math.floorMod(past, info.provingPeriod()) / info.challengeWindow());
    Window window = Window.at(deadline, info, clock, inside);
    if (window.open().value() < 0 || window.phase() != Phase.PAST) {
      return Optional.empty();
    }
    List<Partition> after = node.at(node.tipsetFrom(window.close())).minerPartitions(deadline);
    List<Partition> before = node.at(node.tipsetAt(window.open())).minerPartitions(deadline);
    return after.isEmpty() ? Optional.empty() : Optional.of(row(window, before, after));
  }

  private PastWindow row(Window window, List<Partition> before, List<Partition> after) {
    SectorNumbers had = Picture.union(before, Partition::faulty);
    SectorNumbers has = Picture.union(after, Partition::faulty);
    SectorNumbers lost = has.subtract(had);
    return new PastWindow(
        window.deadline(),
        window.timeOf(window.open()),
        window.timeOf(window.close()),
        after.size(),
        missed(before, has),
        lost,
        had.subtract(has),
        has,
        Math.multiplyExact(lost.count(), sectorBytes));
  }

  private static SectorNumbers missed(List<Partition> before, SectorNumbers faulty) {
    return SectorNumbers.of(
        before.stream()
            .filter(partition -> !partition.active().isEmpty())
            .filter(partition -> partition.active().subtract(faulty).isEmpty())
            .mapToLong(Partition::index)
            .toArray());
  }
}
