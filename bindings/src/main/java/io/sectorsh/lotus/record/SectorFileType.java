package io.sectorsh.lotus.record;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of files that a sector has; both lotus and damocles keep each kind in a directory of
 * its name (lotus storage/sealer/storiface/filetype.go).
 */
public enum SectorFileType {
  /** The data as it was before sealing: a file. */
  UNSEALED(1, "unsealed"),
  /** The replica: a file. */
  SEALED(2, "sealed"),
  /** What proofs of the replica need: a directory. */
  CACHE(4, "cache"),
  /** The replica after an upgrade: a file. */
  UPDATE(8, "update"),
  /** What proofs of the upgraded replica need: a directory. */
  UPDATE_CACHE(16, "update-cache"),
  /** A piece on its way into a sector: a file. */
  PIECE(32, "piece");

  private final int bit;
  private final String directory;

  SectorFileType(int bit, String directory) {
    this.bit = bit;
    this.directory = directory;
  }

  /** The bit that stands for it in lotus' API. */
  public int bit() {
    return bit;
  }

  /** The name of the directory that holds it. */
  public String directory() {
    return directory;
  }

  /** The kinds whose bits are set. */
  public static Set<SectorFileType> ofBits(long bits) {
    Set<SectorFileType> types = EnumSet.noneOf(SectorFileType.class);
    Arrays.stream(values()).filter(type -> (bits & type.bit) != 0).forEach(types::add);
    return types;
  }

  /** The kind that a directory of that name holds. */
  public static Optional<SectorFileType> ofDirectory(String name) {
    return Arrays.stream(values()).filter(type -> type.directory.equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return directory;
  }
}
