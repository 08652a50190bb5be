package io.sectorsh.lotus;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.miner.LotusMiner;

/**
 * The numbers of the sectors that lotus-miner may have a record of.
 *
 * <p>Its list of sectors fails as a whole when one record cannot be decoded (go-statestore). Then
 * every number counts that it has given out, that the chain has seen, or of which it has files:
 * each is asked for by itself, and only the one that is damaged fails.
 */
final class MinerNumbers {
  private MinerNumbers() {}

  static SectorNumbers of(LotusMiner miner, SectorNumbers allocatedOnChain) {
    try {
      return miner.sectorsList();
    } catch (RpcRejectedException unreadable) {
      return withoutList(miner, allocatedOnChain);
    }
  }

  private static SectorNumbers withoutList(LotusMiner miner, SectorNumbers allocatedOnChain) {
    SectorNumbers filed =
        SectorNumbers.of(
            miner.getStorage().list().stream().mapToLong(file -> file.id().number()).toArray());
    return miner.numberAssignment().allocated().union(allocatedOnChain).union(filed);
  }
}
