package io.sectorsh.lab.population;

/**
 * What makes a sector of either sealer what it is.
 *
 * @param stage how far sealing has come
 * @param mix the pieces in it; those of the upgrade when it is snapped
 * @param snap how far the upgrade has come
 * @param fate what the chain thinks of it
 * @param files what is in storage
 */
public record SectorForm(Stage stage, PieceMix mix, SnapStage snap, Fate fate, FileSet files) {

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

  /** Whether it was proven, however it fared since. */
  public boolean isOnChain() {
    return stage == Stage.ON_CHAIN;
  }

  /** Whether the chain has the upgraded replica. */
  public boolean isUpgradedOnChain() {
    return snap.reached(SnapStage.LANDED);
  }

  /** Whether an upgrade of it has begun. */
  public boolean isSnap() {
    return snap != SnapStage.NONE;
  }
}
