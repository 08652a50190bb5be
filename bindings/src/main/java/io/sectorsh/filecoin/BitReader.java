package io.sectorsh.filecoin;

/** Bits of a byte array, least significant first; past its end there are only zeros. */
final class BitReader {
  private final byte[] bytes;
  private long at;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean atEnd() {
    return at >= 8L * bytes.length;
  }

  long position() {
    return at;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      int index = (int) (at >>> 3);
      if (index < bytes.length) {
        value |= (bytes[index] >>> (at & 7) & 1) << i;
      }
    }
    return value;
  }
}
