package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * The Grain shift register that Poseidon's round constants come from (Poseidon paper, appendix E),
 * for a prime field of 255 bits and the S-box x^5.
 */
final class Grain {
  private static final int LENGTH = 80;
  private static final int DISCARDED = 160;
  private static final int FIELD_BITS = 255;

  /** A ring; bit i of the register is at (start + i) mod 80. */
  private final BitSet register = new BitSet(LENGTH);

  private int start;
  private int filled;

  Grain(int width, int fullRounds, int partialRounds) {
    fill(1, 2);
    fill(1, 4);
    fill(FIELD_BITS, 12);
    fill(width, 12);
    fill(fullRounds, 10);
    fill(partialRounds, 10);
    fill((1 << 30) - 1, 30);
    for (int i = 0; i < DISCARDED; i++) {
      shift();
    }
  }

  private void fill(int value, int bits) {
    for (int i = bits - 1; i >= 0; i--) {
      register.set(filled++, (value >> i & 1) == 1);
    }
  }

  private boolean shift() {
    boolean bit = at(62) ^ at(51) ^ at(38) ^ at(23) ^ at(13) ^ at(0);
    register.set(start, bit);
    start = (start + 1) % LENGTH;
    return bit;
  }

  private boolean at(int index) {
    return register.get((start + index) % LENGTH);
  }

  private boolean next() {
    while (!shift()) {
      shift();
    }
    return shift();
  }

  /** The next constant, below q. */
  BigInteger nextConstant() {
    BigInteger value;
    do {
      value = BigInteger.ZERO;
      for (int i = FIELD_BITS - 1; i >= 0; i--) {
        if (next()) {
          value = value.setBit(i);
        }
      }
    } while (value.compareTo(Field.MODULUS) >= 0);
    return value;
  }
}
