package io.sectorsh.leveldb;

/**
 * Finds blocks in a table whose index is gone, by their form and their checksum.
 *
 * <p>Entries follow one another from the block's first byte; the first repeats nothing of a key
 * before it, and no key is shorter than its 8 bytes of sequence number and kind. So four zero bytes
 * where an entry should begin are the first restart point, and the count behind the restart points
 * gives the block's end.
 */
final class BlockSearch {
  private static final int KEY_TRAILER = 8;

  private final byte[] bytes;
  private int position;

  BlockSearch(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The length, without trailer, of the sound block that begins there; -1 if there is none. */
  int lengthAt(int start) {
    position = start;
    long keyLength = 0;
    while (position + 4 <= bytes.length && Input.fixed32(bytes, position) != 0) {
      long shared = position == start && bytes[start] != 0 ? -1 : number();
      long added = number();
      long value = number();
      long left = (long) bytes.length - position;
      if (shared < 0 || shared > keyLength || added < 0 || value < 0 || added + value > left) {
        return -1;
      }
      keyLength = shared + added;
      if (keyLength < KEY_TRAILER) {
        return -1;
      }
      position += (int) (added + value);
    }
    return withRestarts(start, position);
  }

  private int withRestarts(int start, int restarts) {
    long before = 0;
    for (int count = 1; restarts + 4L * count + 4 + BlockHandle.TRAILER <= bytes.length; count++) {
      int at = restarts + 4 * count;
      long value = Input.fixed32(bytes, at) & 0xffffffffL;
      if (value == count) {
        int length = at + 4 - start;
        return isSound(start, length) ? length : -1;
      }
      if (value <= before || value >= restarts - start) {
        return -1;
      }
      before = value;
    }
    return -1;
  }

  private boolean isSound(int start, int length) {
    return Input.fixed32(bytes, start + length + 1) == Checksum.of(bytes, start, length + 1);
  }

  /** A number of at most 32 bits; -1 if there is none. */
  private long number() {
    long value = 0;
    for (int shift = 0; shift < 35 && position < bytes.length; shift += 7) {
      int part = bytes[position++];
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    return -1;
  }
}
