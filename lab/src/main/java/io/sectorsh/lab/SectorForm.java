package io.sectorsh.lab;

/**
 * What makes a sector of either sealer what it is.
 *
 * @param stage how far sealing has come
 * @param mix the pieces in it; those of the upgrade when it is snapped
 * @param snap how far the upgrade has come
 * @param fate what the chain thinks of it
 * @param files what is in storage
 */
record SectorForm(Stage stage, PieceMix mix, SnapStage snap, Fate fate, FileSet files) {

  static SectorForm sealing(Stage stage, PieceMix mix, FileSet files) {
    return new SectorForm(stage, mix, SnapStage.NONE, Fate.HEALTHY, files);
  }

  static SectorForm proving(PieceMix mix, FileSet files) {
    return sealing(Stage.ON_CHAIN, mix, files);
  }

  /** A committed-capacity sector with another fate than a healthy one. */
  static SectorForm fated(Fate fate, FileSet files) {
    return new SectorForm(Stage.ON_CHAIN, PieceMix.CC, SnapStage.NONE, fate, files);
  }

  static SectorForm snapped(SnapStage snap, PieceMix mix, FileSet files) {
    return new SectorForm(Stage.ON_CHAIN, mix, snap, Fate.HEALTHY, files);
  }

  boolean isOnChain() {
    return stage == Stage.ON_CHAIN;
  }

  /** Whether the chain has the upgraded replica. */
  boolean isUpgradedOnChain() {
    return snap.reached(SnapStage.LANDED);
  }

  boolean isSnap() {
    return snap != SnapStage.NONE;
  }
}
