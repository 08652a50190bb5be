package io.sectorsh.lotus;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.PreCommittedSector;
import io.sectorsh.lotus.miner.SectorStatus;
import java.util.Optional;

/**
 * A sector as lotus-miner and the chain know it.
 *
 * @param number its number
 * @param status what lotus-miner tells; absent if it has no record, or one that cannot be read
 * @param onChain what the chain has; absent if it is not proven or has ended
 * @param preCommitted what the chain has of one that is announced and not proven yet
 * @param faulty whether it has no power for want of a proof
 * @param recovering whether it is declared recovered and waits for its proof
 * @param problem why lotus-miner's record could not be read
 */
public record SectorOverview(
    long number,
    Optional<SectorStatus> status,
    Optional<OnChainSector> onChain,
    Optional<PreCommittedSector> preCommitted,
    boolean faulty,
    boolean recovering,
    Optional<OperatorException> problem) {
  /** The state in lotus' words; empty where lotus-miner has no record that can be read. */
  public String getState() {
    return status.map(SectorStatus::getState).orElse("");
  }

  /** Whether the chain has it and lotus-miner has no record of it. */
  public boolean isUnknownToMiner() {
    return status.isEmpty() && problem.isEmpty();
  }
}
