package io.sectorsh.proofs;

import java.math.BigInteger;

/**
 * The scalar field of BLS12-381 in Montgomery form: five limbs of 52 bits, factor 2^260.
 *
 * <p>Elements stand in flat arrays, {@link #LIMBS} longs each. Values are kept below 3q and not at
 * once below q: since 2^260 is more than 35 q, a reduced sum of up to twelve products of such
 * values with constants below q stays below 3q again.
 */
final class Field {
  static final int LIMBS = 5;
  static final int NODE = 32;
  static final int COLUMNS = 2 * LIMBS;
  static final BigInteger MODULUS =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private static final int BITS = 52;
  private static final long MASK = (1L << BITS) - 1;

  /** Shifted factors make multiplyHigh return bits 52 and up of a product. */
  private static final int SHIFT = (64 - BITS) / 2;

  private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(BITS * LIMBS);
  private static final long NEGATIVE_INVERSE =
      BigInteger.ONE
          .shiftLeft(BITS)
          .subtract(MODULUS.modInverse(BigInteger.ONE.shiftLeft(BITS)))
          .longValue();
  private static final long[] Q = limbs(MODULUS);
  private static final long[] TWICE_Q = limbs(MODULUS.shiftLeft(1));
  private static final long[] RADIX_SQUARED = limbs(RADIX.multiply(RADIX).mod(MODULUS));
  private static final long[] ONE = limbs(BigInteger.ONE);

  private Field() {}

  static long[] limbs(BigInteger value) {
    long[] limbs = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = value.shiftRight(BITS * i).longValue() & MASK;
    }
    return limbs;
  }

  /** Puts a value below q in Montgomery form into an array of elements. */
  static void put(BigInteger value, long[] elements, int index) {
    long[] limbs = limbs(value.multiply(RADIX).mod(MODULUS));
    System.arraycopy(limbs, 0, elements, index * LIMBS, LIMBS);
  }

  /** Adds the product of two elements to columns that {@link #reduce} turns into an element. */
  static void accumulate(long[] columns, long[] a, int aAt, long[] b, int bAt) {
    long b0 = b[bAt];
    long b1 = b[bAt + 1];
    long b2 = b[bAt + 2];
    long b3 = b[bAt + 3];
    long b4 = b[bAt + 4];
    for (int i = 0; i < LIMBS; i++) {
      long x = a[aAt + i];
      long high = x << SHIFT;
      columns[i] += x * b0 & MASK;
      columns[i + 1] += (x * b1 & MASK) + Math.multiplyHigh(high, b0 << SHIFT);
      columns[i + 2] += (x * b2 & MASK) + Math.multiplyHigh(high, b1 << SHIFT);
      columns[i + 3] += (x * b3 & MASK) + Math.multiplyHigh(high, b2 << SHIFT);
      columns[i + 4] += (x * b4 & MASK) + Math.multiplyHigh(high, b3 << SHIFT);
      columns[i + 5] += Math.multiplyHigh(high, b4 << SHIFT);
    }
  }

  /** Divides what the columns hold by 2^260, writes the result and clears the columns. */
  static void reduce(long[] columns, long[] out, int outAt) {
    for (int i = 0; i < LIMBS; i++) {
      long m = columns[i] * NEGATIVE_INVERSE & MASK;
      long high = m << SHIFT;
      long carry = columns[i] + (m * Q[0] & MASK) >> BITS;
      columns[i + 1] += carry + (m * Q[1] & MASK) + Math.multiplyHigh(high, Q[0] << SHIFT);
      columns[i + 2] += (m * Q[2] & MASK) + Math.multiplyHigh(high, Q[1] << SHIFT);
      columns[i + 3] += (m * Q[3] & MASK) + Math.multiplyHigh(high, Q[2] << SHIFT);
      columns[i + 4] += (m * Q[4] & MASK) + Math.multiplyHigh(high, Q[3] << SHIFT);
      columns[i + 5] += Math.multiplyHigh(high, Q[4] << SHIFT);
      columns[i] = 0;
    }
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long limb = columns[LIMBS + i] + carry;
      out[outAt + i] = limb & MASK;
      carry = limb >> BITS;
      columns[LIMBS + i] = 0;
    }
  }

  static void multiply(long[] columns, long[] a, int aAt, long[] b, int bAt, long[] out, int at) {
    accumulate(columns, a, aAt, b, bAt);
    reduce(columns, out, at);
  }

  /** Adds to an element and brings the sum below 3q again. */
  static void add(long[] sum, int sumAt, long[] other, int otherAt) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long limb = sum[sumAt + i] + other[otherAt + i] + carry;
      sum[sumAt + i] = limb & MASK;
      carry = limb >> BITS;
    }
    if (sum[sumAt + LIMBS - 1] > TWICE_Q[LIMBS - 1]) {
      subtract(sum, sumAt, TWICE_Q);
    }
  }

  private static void subtract(long[] from, int at, long[] what) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long limb = from[at + i] - what[i] + carry;
      from[at + i] = limb & MASK;
      carry = limb >> BITS;
    }
  }

  /**
   * Reads a node of 32 bytes, little-endian.
   *
   * @return whether it is below q, as every node must be
   */
  static boolean read(byte[] bytes, int at, long[] columns, long[] out, int outAt) {
    long[] limbs = new long[LIMBS];
    for (int i = 0; i < NODE; i++) {
      int bit = 8 * i;
      long value = bytes[at + i] & 0xffL;
      limbs[bit / BITS] |= value << (bit % BITS) & MASK;
      if (bit % BITS > BITS - 8) {
        limbs[bit / BITS + 1] |= value >> (BITS - bit % BITS);
      }
    }
    multiply(columns, limbs, 0, RADIX_SQUARED, 0, out, outAt);
    return isBelow(limbs, Q);
  }

  /** Writes an element as a node of 32 bytes, little-endian, below q. */
  static void write(long[] element, int elementAt, long[] columns, byte[] bytes, int at) {
    long[] limbs = new long[LIMBS];
    multiply(columns, element, elementAt, ONE, 0, limbs, 0);
    while (!isBelow(limbs, Q)) {
      subtract(limbs, 0, Q);
    }
    for (int i = 0; i < NODE; i++) {
      int bit = 8 * i;
      long value = limbs[bit / BITS] >> (bit % BITS);
      if (bit % BITS > BITS - 8) {
        value |= limbs[bit / BITS + 1] << (BITS - bit % BITS);
      }
      bytes[at + i] = (byte) value;
    }
  }

  private static boolean isBelow(long[] value, long[] bound) {
    for (int i = LIMBS - 1; i >= 0; i--) {
      if (value[i] != bound[i]) {
        return value[i] < bound[i];
      }
    }
    return false;
  }
}
