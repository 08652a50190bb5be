package io.sectorsh.stores;

/** Who keeps sector files in a store. */
public enum StoreSystem {
  /** lotus-miner: one of its storage paths. */
  LOTUS,
  /** damocles: one of its persist stores. */
  DAMOCLES;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
