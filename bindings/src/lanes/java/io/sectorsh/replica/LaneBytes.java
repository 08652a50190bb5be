package io.sectorsh.replica;

import java.math.BigInteger;

/** Nodes of 32 bytes, little-endian, into a lane and out of one. */
final class LaneBytes {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final long[] Q = limbs(Field.MODULUS);

  private LaneBytes() {}

  private static long[] limbs(BigInteger value) {
    long[] limbs = new long[Lanes.LIMBS];
    for (int i = 0; i < Lanes.LIMBS; i++) {
      limbs[i] = value.shiftRight(Lanes.BITS * i).longValue() & Lanes.MASK;
    }
    return limbs;
  }

  /** Whether the node is below q, as every node must be. */
  static boolean read(byte[] bytes, int at, long[] lanes, int lane) {
    long held = 0;
    int bits = 0;
    int limb = 0;
    for (int i = 0; i < NODE; i++) {
      held |= (bytes[at + i] & 0xffL) << bits;
      bits += 8;
      if (bits >= Lanes.BITS) {
        lanes[lane + limb++ * Lanes.WIDTH] = held & Lanes.MASK;
        held >>>= Lanes.BITS;
        bits -= Lanes.BITS;
      }
    }
    lanes[lane + limb * Lanes.WIDTH] = held;
    return isBelowQ(lanes, lane);
  }

  private static boolean isBelowQ(long[] lanes, int lane) {
    for (int limb = Lanes.LIMBS - 1; limb >= 0; limb--) {
      long value = lanes[lane + limb * Lanes.WIDTH];
      if (value != Q[limb]) {
        return value < Q[limb];
      }
    }
    return false;
  }

  /** Writes a number of at most q, which stands for zero. */
  static void write(long[] lanes, int lane, byte[] bytes, int at) {
    boolean below = isBelowQ(lanes, lane);
    long held = 0;
    int bits = 0;
    int limb = 0;
    for (int i = 0; i < NODE; i++) {
      if (bits < 8 && limb < Lanes.LIMBS) {
        long value = below ? lanes[lane + limb * Lanes.WIDTH] : 0;
        held |= value << bits;
        bits += Lanes.BITS;
        limb++;
      }
      bytes[at + i] = (byte) held;
      held >>>= 8;
      bits -= 8;
    }
  }
}
