package io.sectorsh.scripts.chain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.DealProposal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** No node at hand. */
final class NoChain implements ChainFacts {
  @Override
  public boolean isKnown() {
    return false;
  }

  @Override
  public Optional<OnChain> sector(long number) {
    return Optional.empty();
  }

  @Override
  public Optional<DealProposal> deal(long dealId) {
    return Optional.empty();
  }

  @Override
  public void expectDeals(Set<Long> dealIds) {
    // There is nothing to read.
  }

  @Override
  public OptionalLong actorId(Address address) {
    return address.isId() ? OptionalLong.of(address.getActorId()) : OptionalLong.empty();
  }

  @Override
  public OptionalLong highestAllocated() {
    return OptionalLong.empty();
  }
}
