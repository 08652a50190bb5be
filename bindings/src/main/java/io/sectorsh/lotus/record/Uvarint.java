package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.MalformedValueException;
import java.io.ByteArrayOutputStream;

/** Go's unsigned variable-length number, in which lotus keeps its counter. */
public final class Uvarint {
  private Uvarint() {}

  /**
   * Reads one that fills the bytes.
   *
   * @throws MalformedValueException if they are anything else
   */
  public static long decode(byte[] bytes) {
    long value = 0;
    for (int i = 0; i < bytes.length && i < 9; i++) {
      value |= (bytes[i] & 0x7fL) << (7 * i);
      if (bytes[i] >= 0) {
        if (i + 1 != bytes.length) {
          break;
        }
        return value;
      }
    }
    throw new MalformedValueException("not a number of 0 to 2^63-1");
  }

  /** Writes a number that is not negative. */
  public static byte[] encode(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = value;
    for (; rest >= 0x80; rest >>>= 7) {
      bytes.write((int) (rest | 0x80));
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }
}
