package io.sectorsh.proofs;

import static io.sectorsh.proofs.Field.LIMBS;

import java.math.BigInteger;

/**
 * The Poseidon hash of Filecoin's trees (Poseidon paper; filecoin-project/neptune, strength
 * "standard"): 2, 4, 8 or 11 nodes of 32 bytes give one.
 *
 * <p>Nodes are little-endian numbers below the order of BLS12-381's scalar field. An instance is
 * for one thread at a time; making a second one of the same arity costs nothing.
 */
public final class Poseidon {
  /** How long a node is, in bytes. */
  public static final int NODE_BYTES = Field.NODE;

  private static final BigInteger SNAP_TAG = BigInteger.ONE.shiftLeft(40);

  private final int arity;
  private final PoseidonConstants constants;
  private final long[] tag = new long[LIMBS];
  private final long[] columns = new long[Field.COLUMNS];
  private final long[] square = new long[LIMBS];
  private long[] state;
  private long[] next;

  private Poseidon(int arity, BigInteger tag) {
    this.arity = arity;
    this.constants = PoseidonConstants.ofArity(arity);
    Field.put(tag, this.tag, 0);
    this.state = new long[constants.width * LIMBS];
    this.next = new long[constants.width * LIMBS];
  }

  /**
   * The hash of tree nodes.
   *
   * @param arity 2, 4, 8 or 11
   */
  public static Poseidon ofArity(int arity) {
    return new Poseidon(arity, BigInteger.ONE.shiftLeft(arity).subtract(BigInteger.ONE));
  }

  /** The hash of two nodes that snap deals' encoding draws its randomness from. */
  static Poseidon forSnapDeals() {
    return new Poseidon(2, SNAP_TAG);
  }

  /** How many nodes it takes. */
  public int getArity() {
    return arity;
  }

  /**
   * Hashes nodes that are given one by one.
   *
   * @throws DamagedNodeException when one is not below the field's order
   */
  public byte[] hash(byte[]... nodes) {
    if (nodes.length != arity) {
      throw new IllegalArgumentException(nodes.length + " nodes for arity " + arity);
    }
    byte[] joined = new byte[arity * NODE_BYTES];
    for (int i = 0; i < arity; i++) {
      if (nodes[i].length != NODE_BYTES) {
        throw new IllegalArgumentException("a node has 32 bytes, not " + nodes[i].length);
      }
      System.arraycopy(nodes[i], 0, joined, i * NODE_BYTES, NODE_BYTES);
    }
    byte[] out = new byte[NODE_BYTES];
    hash(joined, 0, out, 0);
    return out;
  }

  /**
   * Hashes nodes that follow each other in an array.
   *
   * @throws DamagedNodeException when one is not below the field's order
   */
  public void hash(byte[] nodes, int from, byte[] out, int to) {
    System.arraycopy(tag, 0, state, 0, LIMBS);
    for (int i = 0; i < arity; i++) {
      int at = from + i * NODE_BYTES;
      if (!Field.read(nodes, at, columns, state, (i + 1) * LIMBS)) {
        throw new DamagedNodeException(i);
      }
    }
    permute();
    Field.write(state, LIMBS, columns, out, to);
  }

  private void permute() {
    int key = addKeys(0);
    for (int round = 0; round < PoseidonConstants.FULL_ROUNDS / 2; round++) {
      key = fullRound(key, round == 3 ? constants.preSparse : constants.mds);
    }
    for (int round = 0; round < constants.partialRounds; round++) {
      raise(0);
      Field.add(state, 0, constants.keys, key);
      key += LIMBS;
      multiplySparse(round);
    }
    for (int round = 0; round < PoseidonConstants.FULL_ROUNDS / 2; round++) {
      key = fullRound(key, constants.mds);
    }
  }

  private int fullRound(int key, long[] matrix) {
    for (int i = 0; i < state.length; i += LIMBS) {
      raise(i);
    }
    int nextKey = key < constants.keys.length ? addKeys(key) : key;
    multiply(matrix);
    return nextKey;
  }

  private int addKeys(int key) {
    for (int i = 0; i < state.length; i += LIMBS) {
      Field.add(state, i, constants.keys, key + i);
    }
    return key + state.length;
  }

  /** The S-box: the fifth power. */
  private void raise(int at) {
    Field.multiply(columns, state, at, state, at, square, 0);
    Field.multiply(columns, square, 0, square, 0, square, 0);
    Field.multiply(columns, square, 0, state, at, state, at);
  }

  private void multiply(long[] matrix) {
    for (int j = 0; j < constants.width; j++) {
      int column = j * state.length;
      for (int i = 0; i < state.length; i += LIMBS) {
        Field.accumulate(columns, matrix, column + i, state, i);
      }
      Field.reduce(columns, next, j * LIMBS);
    }
    long[] held = state;
    state = next;
    next = held;
  }

  private void multiplySparse(int round) {
    int column = round * state.length;
    for (int i = 0; i < state.length; i += LIMBS) {
      Field.accumulate(columns, constants.sparseColumns, column + i, state, i);
    }
    Field.reduce(columns, next, 0);
    int row = round * (state.length - LIMBS) - LIMBS;
    for (int i = LIMBS; i < state.length; i += LIMBS) {
      Field.multiply(columns, constants.sparseRows, row + i, state, 0, square, 0);
      Field.add(state, i, square, 0);
    }
    System.arraycopy(next, 0, state, 0, LIMBS);
  }
}
