package io.sectorsh.replica;

import static io.sectorsh.replica.Field.WIDTH;

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
  private final long[] tag = new long[WIDTH];
  private final long[] square = new long[WIDTH];
  private long[] state;
  private long[] next;

  private Poseidon(int arity, BigInteger tag) {
    this.arity = arity;
    this.constants = PoseidonConstants.ofArity(arity);
    Field.put(tag, this.tag, 0);
    this.state = new long[(constants.width + PoseidonConstants.BLOCK) * WIDTH];
    this.next = new long[state.length];
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
    System.arraycopy(tag, 0, state, 0, WIDTH);
    for (int i = 0; i < arity; i++) {
      int at = from + i * NODE_BYTES;
      if (!Field.read(nodes, at, state, (i + 1) * WIDTH)) {
        throw new DamagedNodeException(i);
      }
    }
    permute();
    Field.write(state, WIDTH, out, to);
  }

  private void permute() {
    int key = addKeys(0);
    for (int round = 0; round < PoseidonConstants.FULL_ROUNDS / 2; round++) {
      key = fullRound(key, round == 3 ? constants.preSparse : constants.mds);
    }
    for (PoseidonBlock block : constants.blocks) {
      key = partialRounds(block, key);
    }
    for (int round = 1; round < PoseidonConstants.FULL_ROUNDS / 2; round++) {
      key = fullRound(key, constants.mds);
    }
    lastRound();
  }

  /** Only element 1 is of interest any more. */
  private void lastRound() {
    int length = constants.width * WIDTH;
    for (int i = 0; i < length; i += WIDTH) {
      raise(i, i);
    }
    Field.dot(constants.mds, length, state, 0, constants.width, next, WIDTH);
    System.arraycopy(next, WIDTH, state, WIDTH, WIDTH);
  }

  private int fullRound(int key, long[] matrix) {
    for (int i = 0; i < constants.width * WIDTH; i += WIDTH) {
      raise(i, i);
    }
    int nextKey = addKeys(key);
    for (int j = 0; j < constants.width; j++) {
      Field.dot(matrix, j * constants.width * WIDTH, state, 0, constants.width, next, j * WIDTH);
    }
    long[] held = state;
    state = next;
    next = held;
    return nextKey;
  }

  private int addKeys(int key) {
    int length = constants.width * WIDTH;
    for (int i = 0; i < length; i += WIDTH) {
      Field.add(state, i, constants.keys, key + i);
    }
    return key + length;
  }

  /** The S-box: the fifth power. */
  private void raise(int from, int to) {
    Field.dot(state, from, state, from, 1, square, 0);
    Field.dot(square, 0, square, 0, 1, square, 0);
    Field.dot(square, 0, state, from, 1, state, to);
  }

  /** What goes through the S-box stands behind the state until the end of the block. */
  private int partialRounds(PoseidonBlock block, int firstKey) {
    int key = firstKey;
    int behind = constants.width * WIDTH;
    for (int round = 0; round < block.rounds(); round++) {
      int raised = behind + round * WIDTH;
      raise(0, raised);
      Field.add(state, raised, constants.keys, key);
      key += WIDTH;
      Field.dot(block.rows()[round], 0, state, WIDTH, constants.width + round, state, 0);
    }
    for (int i = WIDTH; i < behind; i += WIDTH) {
      int update = (i - WIDTH) * block.rounds();
      Field.dot(block.updates(), update, state, behind, block.rounds(), square, 0);
      Field.add(state, i, square, 0);
      Field.carry(state, i);
    }
    return key;
  }
}
