package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.Map;

/** Poseidon word by word as it is defined: add constants, S-box, matrix, round after round. */
final class PlainPoseidon {
  private static final Map<Integer, Integer> PARTIAL = Map.of(2, 55, 4, 56, 8, 57, 11, 57);
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private final int arity;
  private final int partial;
  private final BigInteger[][] constants;
  private final FieldMatrix matrix;

  PlainPoseidon(int arity) {
    this.arity = arity;
    this.partial = PARTIAL.getOrDefault(arity, 0);
    this.matrix = FieldMatrix.cauchy(arity + 1);
    Grain grain = new Grain(arity + 1, 8, partial);
    constants = new BigInteger[8 + partial][arity + 1];
    for (BigInteger[] round : constants) {
      for (int i = 0; i <= arity; i++) {
        round[i] = grain.nextConstant();
      }
    }
  }

  byte[] hash(byte[][] nodes) {
    BigInteger[] state = new BigInteger[arity + 1];
    state[0] = BigInteger.ONE.shiftLeft(arity).subtract(BigInteger.ONE);
    for (int i = 0; i < arity; i++) {
      state[i + 1] = new BigInteger(1, reversed(nodes[i]));
    }
    for (int round = 0; round < constants.length; round++) {
      boolean full = round < 4 || round >= 4 + partial;
      for (int i = 0; i <= arity; i++) {
        state[i] = state[i].add(constants[round][i]);
        if (full || i == 0) {
          state[i] = state[i].modPow(FIVE, Field.MODULUS);
        }
      }
      state = matrix.multiply(state);
    }
    return littleEndian(state[1]);
  }

  static byte[] littleEndian(BigInteger value) {
    byte[] node = new byte[32];
    for (int i = 0; i < 32; i++) {
      node[i] = value.shiftRight(8 * i).byteValue();
    }
    return node;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
