package io.sectorsh.replica;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The scalar field of BLS12-381 in Montgomery form: five limbs of 52 bits, factor 2^260.
 *
 * <p>Elements stand in flat arrays, {@link #WIDTH} longs each: the limbs of any number below 2^260
 * that stands for them (35 times q and more), then the sums of each two limbs, as {@link #dot}
 * needs them. Only {@link #write} makes the one number below q.
 */
final class Field {
  /** How many longs an element takes in an array. */
  static final int WIDTH = 15;

  static final int NODE = 32;
  static final BigInteger MODULUS =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private static final int LIMBS = 5;
  private static final int BITS = 52;
  private static final long MASK = (1L << BITS) - 1;

  /** Shifted factors make multiplyHigh return bits 52 and up of a product. */
  private static final int SHIFT = (64 - BITS) / 2;

  private static final int ABOVE = 64 - BITS;
  private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(BITS * LIMBS);
  private static final long[] Q = limbs(MODULUS);

  // Parts of q by themselves: the compiler sees constants.
  private static final long Q0 = Q[0];
  private static final long Q1 = Q[1];
  private static final long Q2 = Q[2];
  private static final long Q3 = Q[3];
  private static final long Q4 = Q[4];
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] RADIX_SQUARED = wide(RADIX.multiply(RADIX).mod(MODULUS));
  private static final long[] ONE = wide(BigInteger.ONE);

  private Field() {}

  private static long[] limbs(BigInteger value) {
    long[] limbs = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = value.shiftRight(BITS * i).longValue() & MASK;
    }
    return limbs;
  }

  private static long[] wide(BigInteger value) {
    long[] element = Arrays.copyOf(limbs(value), WIDTH);
    widen(element, 0);
    return element;
  }

  /** Puts a value below q in Montgomery form into an array of elements. */
  static void put(BigInteger value, long[] elements, int index) {
    long[] limbs = limbs(value.multiply(RADIX).mod(MODULUS));
    System.arraycopy(limbs, 0, elements, index * WIDTH, LIMBS);
    widen(elements, index * WIDTH);
  }

  /** Values below q in Montgomery form, one behind the other. */
  static long[] elements(List<BigInteger> values) {
    long[] elements = new long[values.size() * WIDTH];
    for (int i = 0; i < values.size(); i++) {
      put(values.get(i), elements, i);
    }
    return elements;
  }

  /**
   * Montgomery's product of two rows of elements: the sum of a[i]*b[i], divided by 2^260.
   *
   * <p>Multiplications are what this costs most, so each pair of limbs is multiplied once, as sums
   * (Karatsuba): x(i)y(j) + x(j)y(i) = (x(i)+x(j))(y(i)+y(j)) - x(i)y(i) - x(j)y(j). And products
   * are kept in two parts, so that the loop has no masks: {@code l} sums them modulo 2^64, {@code
   * h} sums their bits from 52 on; what stays below bit 52 is the one minus the other. It holds for
   * limbs below 2^54 and up to 30 terms. Three passes, since the sums of one then fit the
   * processor's registers.
   *
   * <p>The division takes away multiples m*q that make the lowest limb zero, five times. Since q is
   * 1 modulo 2^32, m is the limb times 1 + 2^32; it is taken between -2^51 and 2^51, so that the
   * result is at most q/2 off.
   *
   * @param out gets the result, within q/2 of the sum divided by 2^260, with limbs near 2^52
   */
  static void dot(long[] a, int aAt, long[] b, int bAt, int terms, long[] out, int outAt) {
    int end = aAt + terms * WIDTH;
    int ahead = bAt - aAt;
    long d0 = 0;
    long d1 = 0;
    long d2 = 0;
    long d3 = 0;
    long d4 = 0;
    long e0 = 0;
    long e1 = 0;
    long e2 = 0;
    long e3 = 0;
    long e4 = 0;
    for (int x = aAt; x < end; x += WIDTH) {
      int y = x + ahead;
      long x4 = a[x + 4];
      long y4 = b[y + 4];
      d4 += x4 * y4;
      e4 += Math.multiplyHigh(x4 << SHIFT, y4 << SHIFT);
      long x0 = a[x];
      long y0 = b[y];
      d0 += x0 * y0;
      e0 += Math.multiplyHigh(x0 << SHIFT, y0 << SHIFT);
      long x1 = a[x + 1];
      long y1 = b[y + 1];
      d1 += x1 * y1;
      e1 += Math.multiplyHigh(x1 << SHIFT, y1 << SHIFT);
      long x2 = a[x + 2];
      long y2 = b[y + 2];
      d2 += x2 * y2;
      e2 += Math.multiplyHigh(x2 << SHIFT, y2 << SHIFT);
      long x3 = a[x + 3];
      long y3 = b[y + 3];
      d3 += x3 * y3;
      e3 += Math.multiplyHigh(x3 << SHIFT, y3 << SHIFT);
    }
    long l1 = 0;
    long l2 = 0;
    long l3 = 0;
    long l4 = 0;
    long l5 = 0;
    long l6 = 0;
    long l7 = 0;
    for (int x = aAt; x < end; x += WIDTH) {
      int y = x + ahead;
      l7 += a[x + 14] * b[y + 14];
      l1 += a[x + 5] * b[y + 5];
      l2 += a[x + 6] * b[y + 6];
      l3 += a[x + 7] * b[y + 7];
      l4 += a[x + 8] * b[y + 8];
      l3 += a[x + 9] * b[y + 9];
      l4 += a[x + 10] * b[y + 10];
      l5 += a[x + 11] * b[y + 11];
      l5 += a[x + 12] * b[y + 12];
      l6 += a[x + 13] * b[y + 13];
    }
    long h1 = 0;
    long h2 = 0;
    long h3 = 0;
    long h4 = 0;
    long h5 = 0;
    long h6 = 0;
    long h7 = 0;
    for (int x = aAt; x < end; x += WIDTH) {
      int y = x + ahead;
      h7 += Math.multiplyHigh(a[x + 14] << SHIFT, b[y + 14] << SHIFT);
      h1 += Math.multiplyHigh(a[x + 5] << SHIFT, b[y + 5] << SHIFT);
      h2 += Math.multiplyHigh(a[x + 6] << SHIFT, b[y + 6] << SHIFT);
      h3 += Math.multiplyHigh(a[x + 7] << SHIFT, b[y + 7] << SHIFT);
      h4 += Math.multiplyHigh(a[x + 8] << SHIFT, b[y + 8] << SHIFT);
      h3 += Math.multiplyHigh(a[x + 9] << SHIFT, b[y + 9] << SHIFT);
      h4 += Math.multiplyHigh(a[x + 10] << SHIFT, b[y + 10] << SHIFT);
      h5 += Math.multiplyHigh(a[x + 11] << SHIFT, b[y + 11] << SHIFT);
      h5 += Math.multiplyHigh(a[x + 12] << SHIFT, b[y + 12] << SHIFT);
      h6 += Math.multiplyHigh(a[x + 13] << SHIFT, b[y + 13] << SHIFT);
    }
    l1 = l1 - d0 - d1;
    h1 = h1 - e0 - e1;
    l2 = l2 + d1 - d0 - d2;
    h2 = h2 + e1 - e0 - e2;
    l3 = l3 - d0 - d3 - d1 - d2;
    h3 = h3 - e0 - e3 - e1 - e2;
    l4 = l4 + d2 - d0 - d4 - d1 - d3;
    h4 = h4 + e2 - e0 - e4 - e1 - e3;
    l5 = l5 - d1 - d4 - d2 - d3;
    h5 = h5 - e1 - e4 - e2 - e3;
    l6 = l6 + d3 - d2 - d4;
    h6 = h6 + e3 - e2 - e4;
    l7 = l7 - d3 - d4;
    h7 = h7 - e3 - e4;
    long r0 = d0 - (e0 << BITS) >> BITS;
    long n0 = d0 + (d0 << 32) << ABOVE;
    long m0 = n0 >> ABOVE;
    e0 -= Math.multiplyHigh(n0, Q0);
    l1 -= m0 * Q1;
    h1 -= Math.multiplyHigh(n0, Q1);
    l2 -= m0 * Q2;
    h2 -= Math.multiplyHigh(n0, Q2);
    l3 -= m0 * Q3;
    h3 -= Math.multiplyHigh(n0, Q3);
    l4 -= m0 * Q4;
    h4 -= Math.multiplyHigh(n0, Q4);
    long t1 = l1 + e0 + r0;
    long r1 = t1 - (h1 << BITS) >> BITS;
    long n1 = t1 + (t1 << 32) << ABOVE;
    long m1 = n1 >> ABOVE;
    h1 -= Math.multiplyHigh(n1, Q0);
    l2 -= m1 * Q1;
    h2 -= Math.multiplyHigh(n1, Q1);
    l3 -= m1 * Q2;
    h3 -= Math.multiplyHigh(n1, Q2);
    l4 -= m1 * Q3;
    h4 -= Math.multiplyHigh(n1, Q3);
    l5 -= m1 * Q4;
    h5 -= Math.multiplyHigh(n1, Q4);
    long t2 = l2 + h1 + r1;
    long r2 = t2 - (h2 << BITS) >> BITS;
    long n2 = t2 + (t2 << 32) << ABOVE;
    long m2 = n2 >> ABOVE;
    h2 -= Math.multiplyHigh(n2, Q0);
    l3 -= m2 * Q1;
    h3 -= Math.multiplyHigh(n2, Q1);
    l4 -= m2 * Q2;
    h4 -= Math.multiplyHigh(n2, Q2);
    l5 -= m2 * Q3;
    h5 -= Math.multiplyHigh(n2, Q3);
    l6 -= m2 * Q4;
    h6 -= Math.multiplyHigh(n2, Q4);
    long t3 = l3 + h2 + r2;
    long r3 = t3 - (h3 << BITS) >> BITS;
    long n3 = t3 + (t3 << 32) << ABOVE;
    long m3 = n3 >> ABOVE;
    h3 -= Math.multiplyHigh(n3, Q0);
    l4 -= m3 * Q1;
    h4 -= Math.multiplyHigh(n3, Q1);
    l5 -= m3 * Q2;
    h5 -= Math.multiplyHigh(n3, Q2);
    l6 -= m3 * Q3;
    h6 -= Math.multiplyHigh(n3, Q3);
    l7 -= m3 * Q4;
    h7 -= Math.multiplyHigh(n3, Q4);
    long t4 = l4 + h3 + r3;
    long r4 = t4 - (h4 << BITS) >> BITS;
    long n4 = t4 + (t4 << 32) << ABOVE;
    long m4 = n4 >> ABOVE;
    h4 -= Math.multiplyHigh(n4, Q0);
    l5 -= m4 * Q1;
    h5 -= Math.multiplyHigh(n4, Q1);
    l6 -= m4 * Q2;
    h6 -= Math.multiplyHigh(n4, Q2);
    l7 -= m4 * Q3;
    h7 -= Math.multiplyHigh(n4, Q3);
    d4 -= m4 * Q4;
    e4 -= Math.multiplyHigh(n4, Q4);
    long c5 = l5 - (h5 << BITS) + h4 + r4;
    long c6 = l6 - (h6 << BITS) + h5;
    long c7 = l7 - (h7 << BITS) + h6;
    long c8 = d4 - (e4 << BITS) + h7;
    long c9 = e4;
    out[outAt] = (c5 & MASK);
    out[outAt + 1] = (c6 & MASK) + (c5 >> BITS);
    out[outAt + 2] = (c7 & MASK) + (c6 >> BITS);
    out[outAt + 3] = (c8 & MASK) + (c7 >> BITS);
    out[outAt + 4] = c9 + (c8 >> BITS);
    widen(out, outAt);
  }

  /** Makes the sums of limbs behind an element's five limbs. */
  private static void widen(long[] element, int at) {
    long x0 = element[at];
    long x1 = element[at + 1];
    long x2 = element[at + 2];
    long x3 = element[at + 3];
    long x4 = element[at + 4];
    element[at + 5] = x0 + x1;
    element[at + 6] = x0 + x2;
    element[at + 7] = x0 + x3;
    element[at + 8] = x0 + x4;
    element[at + 9] = x1 + x2;
    element[at + 10] = x1 + x3;
    element[at + 11] = x1 + x4;
    element[at + 12] = x2 + x3;
    element[at + 13] = x2 + x4;
    element[at + 14] = x3 + x4;
  }

  /** Adds an element limb by limb; {@link #dot} takes the sum as it is. */
  static void add(long[] sum, int sumAt, long[] other, int otherAt) {
    for (int i = 0; i < WIDTH; i++) {
      sum[sumAt + i] += other[otherAt + i];
    }
  }

  /** Brings the limbs of a sum near 2^52 again. */
  static void carry(long[] element, int at) {
    for (int i = LIMBS - 1; i > 0; i--) {
      element[at + i] =
          (i == LIMBS - 1 ? element[at + i] : element[at + i] & MASK)
              + (element[at + i - 1] >> BITS);
    }
    element[at] &= MASK;
    widen(element, at);
  }

  /** Adds a multiple of q, and brings the limbs below 2^52. */
  private static void addMultiple(long[] element, long times) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long limb = element[i] + times * Q[i] + carry;
      element[i] = i == LIMBS - 1 ? limb : limb & MASK;
      carry = limb >> BITS;
    }
  }

  /**
   * Reads a node of 32 bytes, little-endian.
   *
   * @return whether it is below q, as every node must be
   */
  static boolean read(byte[] bytes, int at, long[] out, int outAt) {
    long w0 = (long) WORDS.get(bytes, at);
    long w1 = (long) WORDS.get(bytes, at + 8);
    long w2 = (long) WORDS.get(bytes, at + 16);
    long w3 = (long) WORDS.get(bytes, at + 24);
    out[outAt] = w0 & MASK;
    out[outAt + 1] = w0 >>> 52 | w1 << 12 & MASK;
    out[outAt + 2] = w1 >>> 40 | w2 << 24 & MASK;
    out[outAt + 3] = w2 >>> 28 | w3 << 36 & MASK;
    out[outAt + 4] = w3 >>> 16;
    widen(out, outAt);
    boolean below = isBelow(out, outAt, Q);
    dot(RADIX_SQUARED, 0, out, outAt, 1, out, outAt);
    return below;
  }

  /** Writes an element as a node of 32 bytes, little-endian, below q. */
  static void write(long[] element, int elementAt, byte[] bytes, int at) {
    long[] limbs = new long[WIDTH];
    dot(ONE, 0, element, elementAt, 1, limbs, 0);
    addMultiple(limbs, 1);
    while (!isBelow(limbs, 0, Q)) {
      addMultiple(limbs, -1);
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

  private static boolean isBelow(long[] value, int at, long[] bound) {
    for (int i = LIMBS - 1; i >= 0; i--) {
      if (value[at + i] != bound[i]) {
        return value[at + i] < bound[i];
      }
    }
    return false;
  }
}
