package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.chain.OnChainSector;
import java.util.Optional;

/** Whether the chain and damocles mean the same replica of a sector. */
public final class SectorReplica {
  private SectorReplica() {}

  /** Empty where one of them does not tell. */
  public static Optional<Boolean> isSame(SectorState sector, OnChainSector onChain) {
    Optional<Cid> first = sector.getPre().flatMap(PreCommitInfo::commR);
    Optional<Cid> upgraded =
        sector.isUpgraded()
            ? sector.getUpgradedInfo().flatMap(UpgradedInfo::sealedCid)
            : Optional.empty();
    if (onChain.isUpgraded() && upgraded.isEmpty()) {
      return first.map(cid -> cid.equals(onChain.sectorKeyCid().orElseThrow()));
    }
    if (first.isEmpty() && upgraded.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cid> expected = onChain.isUpgraded() ? upgraded : first;
    return Optional.of(expected.equals(Optional.of(onChain.sealedCid())));
  }
}
