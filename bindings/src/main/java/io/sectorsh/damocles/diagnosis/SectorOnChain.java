package io.sectorsh.damocles.diagnosis;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.lotus.chain.TipSetHead;
import java.util.Optional;

/**
 * A sector as the chain has it, all of one tipset.
 *
 * @param head the tipset's epoch
 * @param health in a word
 * @param sector what the miner's actor keeps; absent unless it is on chain
 * @param place when it is proven; absent unless it is live
 */
public record SectorOnChain(
    ChainEpoch head,
    SectorHealth health,
    Optional<OnChainSector> sector,
    Optional<SectorPlace> place) {

  /** Asks a node that is set on the sector's miner. */
  public static SectorOnChain of(LotusNode newest, SectorId id) {
    TipSetHead head = newest.chainHead();
    LotusNode node = newest.at(head);
    Optional<OnChainSector> sector = node.sectorInfo(id.number());
    Optional<SectorPlace> place =
        sector.isPresent() ? node.sectorPlace(id.number()) : Optional.empty();
    SectorHealth health =
        place
            .map(where -> health(node, where, id.number()))
            .orElseGet(() -> withoutPlace(node, id.number(), sector.isPresent()));
    return new SectorOnChain(head.height(), health, sector, place);
  }

  private static SectorHealth health(LotusNode node, SectorPlace place, long number) {
    Partition partition = node.minerPartitions(place.deadline()).get(place.partition());
    if (partition.recovering().contains(number)) {
      return SectorHealth.RECOVERING;
    }
    if (partition.faulty().contains(number)) {
      return SectorHealth.FAULTY;
    }
    if (!partition.live().contains(number)) {
      return SectorHealth.GONE;
    }
    return partition.active().contains(number) ? SectorHealth.ACTIVE : SectorHealth.UNPROVEN;
  }

  private static SectorHealth withoutPlace(LotusNode node, long number, boolean known) {
    if (!known && node.preCommittedSector(number).isPresent()) {
      return SectorHealth.PRECOMMITTED;
    }
    return known || node.minerAllocated().contains(number)
        ? SectorHealth.GONE
        : SectorHealth.NOT_ON_CHAIN;
  }

  @Override
  public String toString() {
    return health
        + place
            .map(due -> ", deadline " + due.deadline() + " partition " + due.partition())
            .orElse("");
  }
}
