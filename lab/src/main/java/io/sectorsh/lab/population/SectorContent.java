package io.sectorsh.lab.population;

/**
 * What the files of one sealed sector hold, and their commitments. The bytes follow from the index
 * alone, so that their Poseidon roots can be kept ready made.
 *
 * @param index which content of the pool
 * @param root comm_r_last of the sealed file
 * @param commR commitment of the sector
 * @param updateRoot comm_r_last of the upgraded replica
 * @param updateCommR commitment of the upgraded replica
 */
public record SectorContent(
    int index, byte[] root, byte[] commR, byte[] updateRoot, byte[] updateCommR) {
  private static final SeededBytes POOL = new SeededBytes("sectorsh lab sector content 1");

  /** The sealed file. */
  public byte[] sealed() {
    return sealed(index);
  }

  /** The upgraded replica. */
  public byte[] update() {
    return update(index);
  }

  /** Root of the column tree; the same for both replicas. */
  public byte[] columnRoot() {
    return columnRoot(index);
  }

  static byte[] sealed(int index) {
    return POOL.nodes("sealed " + index, PlannedSector.SIZE);
  }

  static byte[] update(int index) {
    return POOL.nodes("update " + index, PlannedSector.SIZE);
  }

  static byte[] columnRoot(int index) {
    return POOL.nodes("columns " + index, 32);
  }
}
