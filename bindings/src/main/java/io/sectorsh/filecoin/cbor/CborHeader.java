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

  /** One less than that of true. */
  static final byte FALSE_ITEM = (byte) (OTHER << 5 | FALSE);

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
    int major = major(bytes[at]);
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

  static int major(byte first) {
    return first >> 5 & 7;
  }

  /** How many bytes of a header follow the first one; 0 also if there is none. */
  static int argumentSize(byte[] bytes, int at, int limit) {
    int low = at < limit ? bytes[at] & 31 : 0;
    return low <= LARGEST_INLINE ? 0 : 1 << (low & 3);
  }

  /** As the value of {@link #read}; -1 where that throws, is of another type or is huge. */
  static long quick(byte[] bytes, int at, int limit, int major) {
    if (at >= limit || major(bytes[at]) != major) {
      return -1;
    }
    int low = bytes[at] & 31;
    if (low <= LARGEST_INLINE) {
      return low;
    }
    int size = 1 << (low & 3);
    if (low > 26 || size > limit - at - 1) {
      return -1;
    }
    long value = value(bytes, at + 1, size);
    return isShortest(value, size) ? value : -1;
  }

  private static long argument(byte[] bytes, int at, int limit, int base) {
    int size = 1 << ((bytes[at] & 31) - 24);
    if (size > limit - at - 1) {
      throw new CborException("header cut off", at - base);
    }
    long value = value(bytes, at + 1, size);
    if (!isShortest(value, size)) {
      throw new CborException("number or length not in its shortest form", at - base);
    }
    return value;
  }

  private static long value(byte[] bytes, int at, int size) {
    return switch (size) {
      case 1 -> bytes[at] & 0xff;
      case 2 -> (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
      case 4 -> (int) INT.get(bytes, at) & 0xffff_ffffL;
      default -> (long) LONG.get(bytes, at);
    };
  }

  private static boolean isShortest(long value, int size) {
    return size == 1 ? value > LARGEST_INLINE : value >>> (4 * size) != 0;
  }
}
