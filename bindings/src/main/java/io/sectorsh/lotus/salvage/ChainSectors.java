package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.rows.Rows;

/** What the chain knows of a miner's sectors, for filling gaps. */
public interface ChainSectors {
  /** The miner's sectors on chain; may be read twice. */
  Rows<OnChainSector> sectors();

  /** The numbers that the miner's actor counts as given out. */
  SectorNumbers allocated();

  /** As a chain node tells it, at one tipset. */
  static ChainSectors of(LotusNode node) {
    LotusNode pinned = node.at(node.chainHead());
    return new ChainSectors() {
      @Override
      public Rows<OnChainSector> sectors() {
        return pinned.minerSectors();
      }

      @Override
      public SectorNumbers allocated() {
        return pinned.minerAllocated();
      }
    };
  }
}
