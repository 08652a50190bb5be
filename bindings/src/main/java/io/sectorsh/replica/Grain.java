package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The Grain shift register that Poseidon's round constants come from (Poseidon paper, appendix E),
 * for a prime field of 255 bits and the S-box x^5.
 */
final class Grain {
  private static final int LENGTH = 80;
  private static final int DISCARDED = 160;
  private static final int FIELD_BITS = 255;

  /** A ring; bit i of the register is at (start + i) mod 80. */
  private final boolean[] register = new boolean[LENGTH];

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
      register[filled++] = (value >> i & 1) == 1;
    }
  }

  private boolean shift() {
    boolean bit = at(62) ^ at(51) ^ at(38) ^ at(23) ^ at(13) ^ at(0);
    register[start] = bit;
    start = (start + 1) % LENGTH;
    return bit;
  }

  private boolean at(int index) {
    int place = start + index;
    return register[place < LENGTH ? place : place - LENGTH];
  }

  private boolean next() {
    while (!shift()) {
      shift();
    }
    return shift();
  }

  /** The next constant, below q. */
  BigInteger nextConstant() {
    byte[] bytes = new byte[FIELD_BITS / Byte.SIZE + 1];
    BigInteger value;
    do {
      Arrays.fill(bytes, (byte) 0);
      for (int i = FIELD_BITS - 1; i >= 0; i--) {
        if (next()) {
          bytes[bytes.length - 1 - i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
        }
      }
      value = new BigInteger(1, bytes);
    } while (value.compareTo(Field.MODULUS) >= 0);
    return value;
  }
}
