package io.sectorsh.damocles.change;

import io.sectorsh.damocles.diagnosis.SectorHealth;
import io.sectorsh.damocles.diagnosis.SectorOnChain;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.SectorId;
import java.util.Optional;

/**
 * A sector as it is before or after a change: unlike an overview it fails where something cannot be
 * asked, since a change must not be judged by half of the truth.
 *
 * @param online its state among those that something is done with
 * @param offline its state among those at rest
 * @param chain how the chain sees it; absent only if no node is configured
 */
record SectorSight(
    Optional<SectorState> online, Optional<SectorState> offline, Optional<SectorOnChain> chain) {

  static SectorSight of(SectorSystems systems, SectorId id) {
    return new SectorSight(
        systems.manager().findSector(SectorStore.ONLINE, id),
        systems.manager().findSector(SectorStore.OFFLINE, id),
        systems.node(id.miner()).map(node -> SectorOnChain.of(node, id)));
  }

  Optional<SectorHealth> health() {
    return chain.map(SectorOnChain::health);
  }

  /** Whether the chain says that it must be proven. */
  boolean isLive() {
    return health().filter(SectorHealth::isLive).isPresent();
  }

  /** Whether the chain was asked and says that it need not be proven. */
  boolean isNotLive() {
    return health().filter(health -> !health.isLive()).isPresent();
  }

  boolean isInBothStores() {
    return online.isPresent() && offline.isPresent();
  }

  boolean isUnknown() {
    return online.isEmpty() && offline.isEmpty();
  }

  /** The chain has an upgrade that the state does not know: damocles would use the old replica. */
  boolean isUpgradeUnknown(SectorState state) {
    return !state.isUpgraded()
        && chain.flatMap(SectorOnChain::sector).filter(row -> row.isUpgraded()).isPresent();
  }
}
