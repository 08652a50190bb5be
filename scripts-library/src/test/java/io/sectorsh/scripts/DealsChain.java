package io.sectorsh.scripts;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lotus.record.DealProposal;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.chain.ChainFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A chain that has exactly the sectors and deals of some records. */
public final class DealsChain implements ChainFacts {
  private final Map<Long, OnChain> sectors = new HashMap<>();
  private final Map<Long, DealProposal> deals = new HashMap<>();

  /** Has a sector and its deals. */
  public DealsChain with(SectorInfo sector) {
    sector
        .getCommR()
        .ifPresent(
            key ->
                sectors.put(
                    sector.getSectorNumber(),
                    new OnChain(
                        sector.getUpdateSealed().orElse(key),
                        sector.getUpdateSealed().map(update -> key),
                        new ChainEpoch(1500),
                        new ChainEpoch(1556700))));
    sector
        .getPieces()
        .forEach(
            piece ->
                piece
                    .dealInfo()
                    .ifPresent(
                        deal ->
                            deal.dealProposal()
                                .ifPresent(proposal -> deals.put(deal.dealId(), proposal))));
    return this;
  }

  @Override
  public boolean isKnown() {
    return true;
  }

  @Override
  public Optional<OnChain> sector(long number) {
    return Optional.ofNullable(sectors.get(number));
  }

  @Override
  public Optional<DealProposal> deal(long dealId) {
    return Optional.ofNullable(deals.get(dealId));
  }

  @Override
  public void expectDeals(Set<Long> dealIds) {}

  @Override
  public OptionalLong actorId(Address address) {
    return ChainFacts.UNKNOWN.actorId(address);
  }

  @Override
  public OptionalLong highestAllocated() {
    return OptionalLong.empty();
  }
}
