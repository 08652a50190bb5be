package io.sectorsh.lab.lotus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Builds one block of a LevelDB table: sorted entries, restart points, checksum. */
final class LevelDbBlock {
  private static final int MASK_DELTA = 0xa282ead8;

  private final int restartInterval;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> restarts = new ArrayList<>(List.of(0));
  private byte[] lastKey = new byte[0];
  private int sinceRestart;

  LevelDbBlock(int restartInterval) {
    this.restartInterval = restartInterval;
  }

  void add(byte[] key, byte[] value) {
    int shared = 0;
    if (sinceRestart == restartInterval) {
      restarts.add(out.size());
      sinceRestart = 0;
    } else if (sinceRestart > 0) {
      int mismatch = java.util.Arrays.mismatch(lastKey, key);
      shared = mismatch < 0 ? key.length : mismatch;
    }
    writeVarint(out, shared);
    writeVarint(out, key.length - shared);
    writeVarint(out, value.length);
    out.write(key, shared, key.length - shared);
    out.writeBytes(value);
    lastKey = key;
    sinceRestart++;
  }

  int size() {
    return out.size();
  }

  byte[] lastKey() {
    return lastKey;
  }

  /** The block with its trailer: no compression, masked CRC-32C. */
  byte[] finish() {
    ByteBuffer ends =
        ByteBuffer.allocate(4 * restarts.size() + 4 + 1).order(ByteOrder.LITTLE_ENDIAN);
    restarts.forEach(ends::putInt);
    out.writeBytes(ends.putInt(restarts.size()).put((byte) 0).array());
    byte[] block = out.toByteArray();
    return ByteBuffer.allocate(block.length + 4)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(block)
        .putInt(maskedChecksum(block))
        .array();
  }

  static int maskedChecksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }

  static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) rest | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
