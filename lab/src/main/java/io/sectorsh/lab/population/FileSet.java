package io.sectorsh.lab.population;

/** Which files of a sector exist in storage. */
public enum FileSet {
  NONE,
  SEALED,
  /** Sealed and an unsealed copy of its data. */
  SEALED_AND_UNSEALED,
  /** Sealed, with one node of the sealed file changed: provable nowhere near it. */
  DAMAGED,
  /** Only the upgraded replica. */
  UPDATE,
  /** The upgraded replica and the key under it. */
  SEALED_AND_UPDATE;

  /** Whether the file of the first sealing exists. */
  public boolean hasSealed() {
    return this != NONE && this != UPDATE;
  }

  /** Whether the upgraded replica exists. */
  public boolean hasUpdate() {
    return this == UPDATE || this == SEALED_AND_UPDATE;
  }
}
