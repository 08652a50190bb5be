package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.Deadline;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Tells of unfinalized sectors which are on chain. The chain is asked once for each miner, as
 * bitfields of its live sectors: 48 calls, and little memory for a million sectors.
 */
public final class UnfinalizedSectors {
  private record Live(Optional<SectorNumbers> numbers, String failure) {}

  private final DamoclesManager manager;
  private final LongFunction<LotusNode> nodes;
  private final Map<Long, Live> live = new HashMap<>();

  /**
   * @param nodes a chain node set on the miner of that actor number; fails if there is none
   */
  public UnfinalizedSectors(DamoclesManager manager, LongFunction<LotusNode> nodes) {
    this.manager = manager;
    this.nodes = nodes;
  }

  /** Whether a sector is on chain and can be finalized. */
  public UnfinalizedSector judge(SectorState sector) {
    Live chain = live.computeIfAbsent(sector.getMiner(), this::ask);
    if (chain.numbers().isEmpty()) {
      return new UnfinalizedSector(
          sector, Optional.empty(), false, "not known whether it is on chain: " + chain.failure());
    }
    boolean onChain = chain.numbers().get().contains(sector.getNumber());
    String obstacle = onChain ? obstacle(sector) : "not on chain";
    return new UnfinalizedSector(
        sector,
        Optional.of(onChain),
        obstacle.isEmpty(),
        obstacle.isEmpty() ? "on chain, and its files are in a store" : obstacle);
  }

  private Live ask(long miner) {
    try {
      LotusNode newest = nodes.apply(miner);
      LotusNode node = newest.at(newest.chainHead());
      SectorNumbers numbers = SectorNumbers.EMPTY;
      for (Deadline deadline : node.minerDeadlines()) {
        for (Partition partition : node.minerPartitions(deadline.index())) {
          numbers = numbers.union(partition.live());
        }
      }
      return new Live(Optional.of(numbers), "");
    } catch (OperatorException failure) {
      return new Live(Optional.empty(), failure.what());
    }
  }

  private String obstacle(SectorState sector) {
    return switch (sector.getPhase()) {
      case SEALING -> filesOf(sector);
      case SNAPUP -> "on chain, but its upgrade would be given up";
      case REBUILD -> "on chain, but its files are being made again";
      case UNSEALING -> "on chain, but its data is being read out";
      case INCOMPLETE -> "on chain, but at rest already, with less than a sector needs";
      default -> "on chain, but " + sector.getState();
    };
  }

  private String filesOf(SectorState sector) {
    try {
      return manager.findFiles(IndexedFiles.Kind.NORMAL, sector.getId()).isPresent()
          ? ""
          : "on chain, but the manager's index has no store for its files";
    } catch (OperatorException failure) {
      return "on chain, but where its files are cannot be asked: " + failure.what();
    }
  }
}
