package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The sizes that sectors have on Filecoin networks; JSON is the number of bytes. */
public enum SectorSize {
  /** 2 KiB: development networks. */
  KIB_2(2048L, "2KiB", 2),
  /** 8 MiB: development networks. */
  MIB_8(8L << 20, "8MiB", 2),
  /** 512 MiB: development networks. */
  MIB_512(512L << 20, "512MiB", 2),
  /** 32 GiB. */
  GIB_32(32L << 30, "32GiB", 2349),
  /** 64 GiB. */
  GIB_64(64L << 30, "64GiB", 2300);

  private final long bytes;
  private final String text;
  private final int partitionSectors;

  SectorSize(long bytes, String text, int partitionSectors) {
    this.bytes = bytes;
    this.text = text;
    this.partitionSectors = partitionSectors;
  }

  /**
   * @throws MalformedValueException when no sector has that many bytes
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SectorSize ofBytes(long bytes) {
    for (SectorSize size : values()) {
      if (size.bytes == bytes) {
        return size;
      }
    }
    throw new MalformedValueException("no sector has " + bytes + " bytes");
  }

  /** Bytes of a sector with padding: how long its sealed file is. */
  @JsonValue
  public long bytes() {
    return bytes;
  }

  /** How many sectors a windowPoSt partition holds (go-state-types, builtin miner policy). */
  public int partitionSectors() {
    return partitionSectors;
  }

  /** Such as {@code 32GiB}, as lotus prints it. */
  @Override
  public String toString() {
    return text;
  }
}
