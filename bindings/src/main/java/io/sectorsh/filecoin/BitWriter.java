package io.sectorsh.filecoin;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Collects bits, least significant first within each byte. */
final class BitWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int held;
  private int bits;

  void write(int value, int count) {
    held |= value << bits;
    bits += count;
    for (; bits >= 8; bits -= 8) {
      out.write(held);
      held >>>= 8;
    }
  }

  /** All bits; zero bytes at the end are left out. */
  byte[] toBytes() {
    byte[] bytes = out.toByteArray();
    if (bits > 0) {
      bytes = Arrays.copyOf(bytes, bytes.length + 1);
      bytes[bytes.length - 1] = (byte) held;
    }
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }
}
