package io.sectorsh.scripts.chain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.record.DealProposal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the chain tells about a miner's sectors, where a node is at hand. */
public interface ChainFacts {
  /** What is known without a node: nothing. */
  ChainFacts UNKNOWN = new NoChain();

  /** Whether a node is at hand: only then does an absent sector mean that it is not on chain. */
  boolean isKnown();

  /** The sector as the miner actor has it. */
  Optional<OnChain> sector(long number);

  /** A built-in market deal, while it is in the market actor's state. */
  Optional<DealProposal> deal(long dealId);

  /** These deals will be asked for next, and no others for now: they may be read together. */
  void expectDeals(Set<Long> dealIds);

  /** The ID of an actor of any address. */
  OptionalLong actorId(Address address);

  /** The highest number that the miner actor counts as allocated. */
  OptionalLong highestAllocated();

  /**
   * A sector on chain.
   *
   * @param sealedCid the CommR that windowPoSt proves
   * @param sectorKey the CommR before the upgrade; empty when it was not upgraded
   * @param activation when it was proven first
   * @param expiration when it ends
   */
  record OnChain(
      Cid sealedCid, Optional<Cid> sectorKey, ChainEpoch activation, ChainEpoch expiration) {
    /** The CommR of the sector as it was first sealed. */
    public Cid original() {
      return sectorKey.orElse(sealedCid);
    }
  }
}
