package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.record.SectorInfo;
import java.util.Optional;

/**
 * The record of a sector of which only the chain still knows: nothing is in it that the chain does
 * not say.
 *
 * <p>Its state is {@code FailedUnrecoverable}, the one live state in which lotus does nothing by
 * itself. In {@code Proving} it would release unsealed files that no piece of the record asks for.
 */
final class ChainRecord {
  private static final String STATE = "FailedUnrecoverable";

  private ChainRecord() {}

  static SectorInfo of(OnChainSector sector) {
    boolean upgraded = sector.isUpgraded();
    Optional<Cid> sealed = upgraded ? sector.sectorKeyCid() : Optional.of(sector.sealedCid());
    return SectorInfo.builder(sector.number())
        .state(STATE)
        .sectorType(sector.sealProof())
        .commR(sealed)
        .ccUpdate(upgraded)
        .updateSealed(upgraded ? Optional.of(sector.sealedCid()) : Optional.empty())
        .build();
  }
}
