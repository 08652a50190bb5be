package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.LongVector;

/**
 * Poseidon of arity 8 over as many groups at once as a vector has lanes; the same rounds as {@link
 * Poseidon}. For one thread at a time.
 */
final class LanePoseidon {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final int ARITY = 8;
  private static final int STATE = ARITY + 1;
  private static final int HALF = PoseidonConstants.FULL_ROUNDS / 2;

  private final PoseidonConstants scalar = PoseidonConstants.ofArity(ARITY);
  private final long[] keys = Lanes.constants(scalar.keys);
  private final long[] mds = Lanes.constants(scalar.mds);
  private final long[] preSparse = Lanes.constants(scalar.preSparse);
  private final long[][][] rows =
      scalar.blocks.stream()
          .map(block -> Arrays.stream(block.rows()).map(Lanes::constants).toArray(long[][]::new))
          .toArray(long[][][]::new);
  private final long[][] updates =
      scalar.blocks.stream().map(block -> Lanes.constants(block.updates())).toArray(long[][]::new);
  private final long[] toMontgomery = Lanes.plain(List.of(Lanes.radixSquared()));
  private final long[] fromMontgomery = Lanes.plain(List.of(BigInteger.ONE));
  private final long[] tag =
      Lanes.plain(
          List.of(Lanes.montgomery(BigInteger.ONE.shiftLeft(ARITY).subtract(BigInteger.ONE))));
  private final long[] columns = new long[2 * Lanes.ELEMENT];
  private final long[] square = new long[Lanes.ELEMENT];
  private long[] state = new long[(STATE + PoseidonConstants.BLOCK) * Lanes.ELEMENT];
  private long[] next = new long[state.length];

  /**
   * Hashes groups of eight nodes that follow each other.
   *
   * @param groups how many, up to {@link Lanes#WIDTH}
   * @return the first node that is no number of the field, or -1
   */
  int hash(byte[] nodes, int from, int groups, byte[] out, int to) {
    int damaged = -1;
    for (int group = groups - 1; group >= 0; group--) {
      for (int i = ARITY - 1; i >= 0; i--) {
        int at = from + (group * ARITY + i) * NODE;
        if (!LaneBytes.read(nodes, at, state, (i + 1) * Lanes.ELEMENT + group)) {
          damaged = group * ARITY + i;
        }
      }
    }
    if (damaged >= 0) {
      return damaged;
    }
    spread(tag, state);
    for (int i = 1; i <= ARITY; i++) {
      dot(toMontgomery, 0, state, i * Lanes.ELEMENT, 1, state, i * Lanes.ELEMENT);
    }
    permute();
    dot(fromMontgomery, 0, state, Lanes.ELEMENT, 1, square, 0);
    for (int group = 0; group < groups; group++) {
      LaneBytes.write(square, group, out, to + group * NODE);
    }
    return -1;
  }

  private static void spread(long[] constant, long[] element) {
    for (int limb = 0; limb < Lanes.LIMBS; limb++) {
      Arrays.fill(element, limb * Lanes.WIDTH, (limb + 1) * Lanes.WIDTH, constant[limb]);
    }
  }

  private void permute() {
    int key = addKeys(0);
    for (int round = 0; round < HALF; round++) {
      key = fullRound(key, round == HALF - 1 ? preSparse : mds);
    }
    for (int block = 0; block < rows.length; block++) {
      key = partialRounds(block, key);
    }
    for (int round = 1; round < HALF; round++) {
      key = fullRound(key, mds);
    }
    raiseAll();
    dot(mds, STATE * Lanes.LIMBS, state, 0, STATE, square, 0);
    System.arraycopy(square, 0, state, Lanes.ELEMENT, Lanes.ELEMENT);
  }

  private int fullRound(int key, long[] matrix) {
    raiseAll();
    int nextKey = addKeys(key);
    for (int j = 0; j < STATE; j++) {
      dot(matrix, j * STATE * Lanes.LIMBS, state, 0, STATE, next, j * Lanes.ELEMENT);
    }
    long[] held = state;
    state = next;
    next = held;
    return nextKey;
  }

  private void raiseAll() {
    for (int i = 0; i < STATE; i++) {
      raise(i * Lanes.ELEMENT, i * Lanes.ELEMENT);
    }
  }

  private void raise(int from, int to) {
    LaneProduct.sum(state, from, state, from, 1, columns);
    LaneReduction.run(columns, square, 0);
    LaneProduct.sum(square, 0, square, 0, 1, columns);
    LaneReduction.run(columns, square, 0);
    LaneProduct.sum(square, 0, state, from, 1, columns);
    LaneReduction.run(columns, state, to);
  }

  private void dot(long[] a, int aAt, long[] b, int bAt, int terms, long[] out, int outAt) {
    LaneDot.sum(a, aAt, b, bAt, terms, columns);
    LaneReduction.run(columns, out, outAt);
  }

  private int addKeys(int key) {
    for (int i = 0; i < STATE; i++) {
      addKey(key + i * Lanes.LIMBS, i * Lanes.ELEMENT);
    }
    return key + STATE * Lanes.LIMBS;
  }

  private void addKey(int key, int at) {
    for (int limb = 0; limb < Lanes.LIMBS; limb++) {
      int place = at + limb * Lanes.WIDTH;
      LongVector sum = LongVector.fromArray(Lanes.SPECIES, state, place).add(keys[key + limb]);
      sum.intoArray(state, place);
    }
  }

  private int partialRounds(int block, int firstKey) {
    int key = firstKey;
    int behind = STATE * Lanes.ELEMENT;
    int rounds = rows[block].length;
    for (int round = 0; round < rounds; round++) {
      int raised = behind + round * Lanes.ELEMENT;
      raise(0, raised);
      addKey(key, raised);
      key += Lanes.LIMBS;
      dot(rows[block][round], 0, state, Lanes.ELEMENT, STATE + round, state, 0);
    }
    for (int i = 1; i < STATE; i++) {
      int update = (i - 1) * rounds * Lanes.LIMBS;
      dot(updates[block], update, state, behind, rounds, square, 0);
      add(square, state, i * Lanes.ELEMENT);
      LaneReduction.settle(state, i * Lanes.ELEMENT);
    }
    return key;
  }

  private static void add(long[] what, long[] to, int at) {
    for (int i = 0; i < Lanes.ELEMENT; i += Lanes.WIDTH) {
      LongVector.fromArray(Lanes.SPECIES, to, at + i)
          .add(LongVector.fromArray(Lanes.SPECIES, what, i))
          .intoArray(to, at + i);
    }
  }
}
