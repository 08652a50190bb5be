package io.sectorsh.leveldb;

import java.util.zip.CRC32C;

/** LevelDB's checksum: a CRC-32C, turned and shifted so that sums of sums stay useful. */
final class Checksum {
  private static final int MASK = 0xa282ead8;

  private Checksum() {}

  static int of(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }
}
