package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;
import java.util.Arrays;

/** Walks over bytes of a file by LevelDB's number forms; what does not fit is told as damage. */
final class Input {
  private final DatabaseFile file;
  private final long offset;
  private final byte[] bytes;
  private final int end;
  private int position;

  /**
   * @param offset where in the file the first byte lies
   */
  Input(DatabaseFile file, long offset, byte[] bytes, int end) {
    this.file = file;
    this.offset = offset;
    this.bytes = bytes;
    this.end = end;
  }

  /** The same bytes, from the first one on. */
  Input fromStart() {
    return new Input(file, offset, bytes, end);
  }

  boolean hasMore() {
    return position < end;
  }

  int unsigned8() {
    need(1);
    return bytes[position++] & 0xff;
  }

  int fixed32() {
    need(4);
    int value = fixed32(bytes, position);
    position += 4;
    return value;
  }

  long fixed64() {
    need(8);
    long value = fixed64(bytes, position);
    position += 8;
    return value;
  }

  /** A length or count: fits in an int and is not negative. */
  int length() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged("impossible length");
    }
    return (int) value;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = unsigned8();
      value |= (part & 0x7fL) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw damaged("number without end");
  }

  /** Moves on by so many bytes; returns where they begin. */
  int skip(int count) {
    need(count);
    int from = position;
    position += count;
    return from;
  }

  byte[] bytes(int count) {
    int from = skip(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  byte[] prefixed() {
    return bytes(length());
  }

  OperatorException damaged(String what) {
    return file.damaged(offset + position, what);
  }

  private void need(int count) {
    if (count > end - position) {
      throw damaged("ends too early");
    }
  }

  static int fixed32(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  static long fixed64(byte[] bytes, int at) {
    return (fixed32(bytes, at) & 0xffffffffL) | ((long) fixed32(bytes, at + 4) << 32);
  }
}
