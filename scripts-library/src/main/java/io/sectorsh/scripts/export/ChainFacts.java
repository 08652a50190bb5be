package io.sectorsh.scripts.export;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.DealProposal;
import java.util.Optional;
import java.util.OptionalLong;

/** What the chain tells about a miner's sectors, where a node is at hand. */
interface ChainFacts {
  /** What is known without a node: nothing. */
  ChainFacts UNKNOWN = new NoChain();

  /** Whether a node is at hand: only then does an absent sector mean that it is not on chain. */
  boolean isKnown();

  /** The sector as the miner actor has it. */
  Optional<OnChain> sector(long number);

  /** A built-in market deal, while it is in the market actor's state. */
  Optional<DealProposal> deal(long dealId);

  /** The ID of an actor of any address. */
  OptionalLong actorId(Address address);

  /** The highest number that the miner actor counts as allocated. */
  OptionalLong highestAllocated();

  /**
   * The commitments of a sector on chain.
   *
   * @param sealedCid the CommR that windowPoSt proves
   * @param sectorKey the CommR before the upgrade; empty when it was not upgraded
   */
  record OnChain(Cid sealedCid, Optional<Cid> sectorKey) {
    /** The CommR of the sector as it was first sealed. */
    Cid original() {
      return sectorKey.orElse(sealedCid);
    }
  }
}
