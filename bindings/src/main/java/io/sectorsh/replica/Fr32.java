package io.sectorsh.replica;

/**
 * The padding of client data for sectors (rust-fil-proofs, filecoin-proofs fr32): of each 254 bits
 * two zero bits follow, so that every 32 bytes are a number below the field's order.
 */
public final class Fr32 {
  private static final int UNPADDED = 127;
  private static final int PADDED = 128;
  private static final int DATA_BITS = 254;
  private static final int NODE_BITS = 256;
  private static final int NODE_BYTES = 32;

  private Fr32() {}

  /**
   * Turns each 127 bytes into 128.
   *
   * @throws IllegalArgumentException when the length is no multiple of 127
   */
  public static byte[] pad(byte[] data) {
    requireMultiple(data.length, UNPADDED);
    byte[] padded = new byte[data.length / UNPADDED * PADDED];
    for (int from = 0, to = 0; from < data.length; from += UNPADDED, to += PADDED) {
      pad(data, from, padded, to);
    }
    return padded;
  }

  /** Turns 127 bytes into 128. */
  static void pad(byte[] data, int from, byte[] padded, int to) {
    for (int node = 0; node < PADDED / NODE_BYTES; node++) {
      int shift = node * DATA_BITS % 8;
      int at = from + node * DATA_BITS / 8;
      for (int i = 0; i < NODE_BYTES; i++) {
        int low = (data[at + i] & 0xff) >>> shift;
        boolean more = shift > 0 && at + i + 1 < from + UNPADDED;
        int high = more ? data[at + i + 1] << (8 - shift) : 0;
        padded[to + node * NODE_BYTES + i] = (byte) (low | high);
      }
      padded[to + node * NODE_BYTES + NODE_BYTES - 1] &= 0x3f;
    }
  }

  /**
   * Turns each 128 bytes back into 127.
   *
   * @throws IllegalArgumentException when the length is no multiple of 128
   */
  public static byte[] unpad(byte[] padded) {
    requireMultiple(padded.length, PADDED);
    byte[] data = new byte[padded.length / PADDED * UNPADDED];
    for (long bit = 0; bit < 8L * data.length; bit++) {
      copyBit(padded, bit / DATA_BITS * NODE_BITS + bit % DATA_BITS, data, bit);
    }
    return data;
  }

  private static void copyBit(byte[] from, long fromBit, byte[] to, long toBit) {
    int bit = from[(int) (fromBit >> 3)] >> (fromBit & 7) & 1;
    to[(int) (toBit >> 3)] |= (byte) (bit << (toBit & 7));
  }

  private static void requireMultiple(int length, int of) {
    if (length % of != 0) {
      throw new IllegalArgumentException(length + " bytes are not a multiple of " + of);
    }
  }
}
