package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.List;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elements of the field side by side, one in each lane of the processor's vectors: ten limbs of 28
 * bits in Montgomery form with factor 2^280, limb by limb in an array. 28 bits, since vectors
 * multiply 32 bits by 32 to 64, and 120 products have to fit.
 */
final class Lanes {
  static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  static final int WIDTH = SPECIES.length();
  static final int LIMBS = 10;
  static final int BITS = 28;
  static final long MASK = (1L << BITS) - 1;

  /** Tells the compiler that factors have 32 bits: there is an instruction for that. */
  static final long LOW = 0xFFFF_FFFFL;

  /** Longs of an element of lanes. */
  static final int ELEMENT = LIMBS * WIDTH;

  private static final int SCALAR_BITS = 52;
  private static final int SCALAR_LIMBS = 5;
  private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(BITS * LIMBS);
  private static final BigInteger FROM_SCALAR =
      RADIX.multiply(
          BigInteger.ONE.shiftLeft(SCALAR_BITS * SCALAR_LIMBS).modInverse(Field.MODULUS));

  private Lanes() {}

  /** Constants of the scalar form, as constants of lanes: one long for each limb. */
  static long[] constants(long[] scalar) {
    long[] constants = new long[scalar.length / Field.WIDTH * LIMBS];
    for (int i = 0; i < scalar.length / Field.WIDTH; i++) {
      put(number(scalar, i).multiply(FROM_SCALAR).mod(Field.MODULUS), constants, i);
    }
    return constants;
  }

  /** What a sum of limbs of the scalar form stands for, still with its factor 2^260. */
  private static BigInteger number(long[] scalar, int index) {
    BigInteger number = BigInteger.ZERO;
    for (int limb = SCALAR_LIMBS - 1; limb >= 0; limb--) {
      BigInteger part = BigInteger.valueOf(scalar[index * Field.WIDTH + limb]);
      number = number.shiftLeft(SCALAR_BITS).add(part);
    }
    return number;
  }

  /** Numbers as constants without any factor. */
  static long[] plain(List<BigInteger> numbers) {
    long[] constants = new long[numbers.size() * LIMBS];
    for (int i = 0; i < numbers.size(); i++) {
      put(numbers.get(i), constants, i);
    }
    return constants;
  }

  /** The constant that brings a number into Montgomery form. */
  static BigInteger radixSquared() {
    return RADIX.multiply(RADIX).mod(Field.MODULUS);
  }

  /** A number in Montgomery form. */
  static BigInteger montgomery(BigInteger number) {
    return number.multiply(RADIX).mod(Field.MODULUS);
  }

  private static void put(BigInteger number, long[] constants, int index) {
    for (int limb = 0; limb < LIMBS; limb++) {
      constants[index * LIMBS + limb] = number.shiftRight(BITS * limb).longValue() & MASK;
    }
  }
}
