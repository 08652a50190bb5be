package io.sectorsh.proofs.check;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.ChainRandomness;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.proofs.picture.Picture;
import io.sectorsh.proofs.picture.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The randomness of the window in which a sector is proven now or next, when the chain has it; else
 * any. Asks once for each deadline.
 */
final class WindowSeeds {
  /** From so many sectors on, all deadlines are read at once instead of each sector's place. */
  private static final int MANY = 48;

  private final LotusNode node;
  private final DeadlineInfo info;
  private final boolean many;
  private final byte[] other = CheckValue.anyRandomness();
  private final Map<Integer, Optional<byte[]>> known = new HashMap<>();
  private List<SectorNumbers> deadlines = List.of();

  /**
   * @param node at one tipset
   * @param sectors how many will be asked for
   */
  WindowSeeds(LotusNode node, long sectors) {
    this.node = node;
    this.info = node.provingDeadline();
    this.many = sectors > MANY;
  }

  byte[] of(long sector) {
    return deadline(sector).flatMap(this::ofDeadline).orElse(other);
  }

  /** Empty while the chain has not come that far. */
  Optional<byte[]> ofDeadline(int deadline) {
    return known.computeIfAbsent(deadline, this::ask);
  }

  private Optional<byte[]> ask(int deadline) {
    Window window = Window.next(deadline, info, node.getClock());
    if (!window.isChallengeKnown()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          node.getRandomness()
              .fromBeacon(ChainRandomness.WINDOW_POST, window.challenge())
              .toBytes());
    } catch (OperatorException dropped) {
      return Optional.empty();
    }
  }

  private Optional<Integer> deadline(long sector) {
    if (!many) {
      return node.sectorPlace(sector).map(SectorPlace::deadline);
    }
    if (deadlines.isEmpty()) {
      deadlines = new ArrayList<>();
      for (int deadline = 0; deadline < info.periodDeadlines(); deadline++) {
        deadlines.add(Picture.union(node.minerPartitions(deadline), Partition::all));
      }
    }
    for (int deadline = 0; deadline < deadlines.size(); deadline++) {
      if (deadlines.get(deadline).contains(sector)) {
        return Optional.of(deadline);
      }
    }
    return Optional.empty();
  }
}
