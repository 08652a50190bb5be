package io.sectorsh.replica;

/**
 * Hashes many independent groups of eight nodes at once, which is what scrubs and whole partitions
 * consist of. An instance is for one thread at a time.
 */
@FunctionalInterface
public interface GroupHash {
  /** Bytes of a group. */
  int GROUP_BYTES = 8 * Poseidon.NODE_BYTES;

  /**
   * Puts the hash of each group where its number says.
   *
   * @param nodes groups of 256 bytes, one after the other; left as they are
   * @param groups how many
   * @param out takes 32 bytes for each group; another array than the nodes'
   * @throws DamagedNodeException when a node is not below the field's order; what is in {@code out}
   *     then says nothing
   */
  void hash(byte[] nodes, int groups, byte[] out);

  /** The Poseidon of this class path, one group after the other. */
  static GroupHash scalar() {
    Poseidon poseidon = Poseidon.ofArity(8);
    return (nodes, groups, out) -> {
      for (int i = 0; i < groups; i++) {
        try {
          poseidon.hash(nodes, i * GROUP_BYTES, out, i * Poseidon.NODE_BYTES);
        } catch (DamagedNodeException damaged) {
          throw new DamagedNodeException(8L * i + damaged.getIndex());
        }
      }
    };
  }
}
