package io.sectorsh.filecoin;

import java.io.ByteArrayOutputStream;

/**
 * An unsigned LEB128 number of up to 63 bits in its shortest form (multiformats unsigned-varint).
 *
 * @param value the number
 * @param end where in the bytes it ended
 */
record Varint(long value, int end) {
  private static final int MOST_BYTES = 9;

  static Varint read(byte[] bytes, int start) {
    long value = 0;
    for (int i = 0; i < MOST_BYTES; i++) {
      if (start + i >= bytes.length) {
        throw new MalformedValueException("varint cut off at byte " + (start + i));
      }
      byte group = bytes[start + i];
      value |= (group & 0x7fL) << (7 * i);
      if (group >= 0) {
        if (group == 0 && i > 0) {
          throw new MalformedValueException("varint at byte " + start + " is longer than needed");
        }
        return new Varint(value, start + i + 1);
      }
    }
    throw new MalformedValueException("varint at byte " + start + " is above 2^63-1");
  }

  static byte[] write(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MOST_BYTES);
    write(out, value);
    return out.toByteArray();
  }

  static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
