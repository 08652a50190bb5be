package io.sectorsh.filecoin.cbor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The start of an item in its shortest form.
 *
 * @param major major type, 0 to 7
 * @param value number or length; unsigned
 * @param end where the header ends
 */
record CborHeader(int major, long value, int end) {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int OTHER = 7;
  static final int FALSE = 20;
  static final int TRUE = 21;
  static final int NULL = 22;
  static final int LINK_TAG = 42;

  /** In the low bits of the first byte: the length is in the byte that follows. */
  static final int ONE_BYTE = 24;

  static final byte NULL_ITEM = (byte) (OTHER << 5 | NULL);

  private static final int LARGEST_INLINE = 23;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * @param limit where the bytes end
   * @param base what offsets in errors count from
   */
  static CborHeader read(byte[] bytes, int at, int limit, int base) {
    if (at >= limit) {
      throw new CborException("ends where an item should start", at - base);
    }
    int major = bytes[at] >> 5 & 7;
    int low = bytes[at] & 31;
    if (low <= LARGEST_INLINE) {
      if (major == OTHER && (low < FALSE || low > NULL)) {
        throw new CborException("unknown simple value " + low, at - base);
      }
      return new CborHeader(major, low, at + 1);
    }
    if (major == OTHER || low > 27) {
      throw new CborException(
          low == 31
              ? "indefinite length"
              : major == OTHER ? "float or long simple value" : "reserved header " + low,
          at - base);
    }
    return new CborHeader(major, argument(bytes, at, limit, base), at + 1 + (1 << (low - 24)));
  }

  private static long argument(byte[] bytes, int at, int limit, int base) {
    int size = 1 << ((bytes[at] & 31) - 24);
    if (size > limit - at - 1) {
      throw new CborException("header cut off", at - base);
    }
    long value =
        switch (size) {
          case 1 -> bytes[at + 1] & 0xff;
          case 2 -> (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
          case 4 -> (int) INT.get(bytes, at + 1) & 0xffff_ffffL;
          default -> (long) LONG.get(bytes, at + 1);
        };
    boolean shortest = size == 1 ? value > LARGEST_INLINE : value >>> (4 * size) != 0;
    if (!shortest) {
      throw new CborException("number or length not in its shortest form", at - base);
    }
    return value;
  }
}
