package io.sectorsh.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a challenge would be proven from the files as they are, as rust-fil-proofs makes the
 * proof (generate_single_vanilla_proof): the leaves' own path is computed, its neighbours and the
 * roots are taken as stored, and the end has to be comm_r_last of p_aux. Damaged nodes on the path
 * itself do not matter to it, and CommR is not looked at.
 */
final class MadeProof {
  private static final int NODE = Poseidon.NODE_BYTES;

  private MadeProof() {}

  static boolean succeeds(
      TreeGeometry geometry, List<StoredTree> trees, byte[] commRLast, long challenge) {
    int number = (int) (challenge / geometry.leavesPerTree());
    StoredTree tree = trees.get(number);
    try {
      byte[] root = climb(tree, challenge % geometry.leavesPerTree());
      if (!Arrays.equals(root, tree.storedNode(tree.top(), 0))) {
        return false;
      }
      List<byte[]> roots = new ArrayList<>();
      for (StoredTree other : trees) {
        roots.add(other.storedNode(other.top(), 0));
      }
      return Arrays.equals(ReplicaTree.fold(roots), commRLast);
    } catch (FindingException | DamagedNodeException failure) {
      return false;
    }
  }

  private static byte[] climb(StoredTree tree, long leaf) throws FindingException {
    long index = leaf >> (3 * tree.lowestStored());
    byte[] node = tree.hashSegment(tree.segment(index));
    for (int row = tree.lowestStored(); row < tree.top(); row++) {
      byte[] group = tree.storedGroup(row, index / StoredTree.GROUP);
      System.arraycopy(node, 0, group, (int) (index % StoredTree.GROUP) * NODE, NODE);
      node = tree.hash(group);
      index /= StoredTree.GROUP;
    }
    return node;
  }
}
