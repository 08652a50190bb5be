package io.sectorsh.replica;

import io.sectorsh.replica.ReplicaFinding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves the stored nodes from comm_r_last down to the lowest stored row: roots first, then group
 * after group on the way to a challenged leaf. Where a node is damaged, what it should be takes its
 * place, so that the way down goes on.
 */
final class TreePaths {
  private static final int NODE = Poseidon.NODE_BYTES;

  private final OpenReplica replica;
  private final List<StoredTree> trees;
  private final Set<List<Long>> sound = new HashSet<>();

  TreePaths(OpenReplica replica, List<StoredTree> trees) {
    this.replica = replica;
    this.trees = trees;
  }

  /**
   * @throws FindingException when they are of another replica
   */
  void checkRoots(PersistentAux aux) throws FindingException {
    if (foldsTo(roots(), aux)) {
      return;
    }
    List<byte[]> remade = new ArrayList<>();
    for (StoredTree tree : trees) {
      byte[] root = NodeRepair.remade(tree, tree.top(), 0);
      remade.add(root == null ? tree.node(tree.top(), 0) : root);
    }
    if (!foldsTo(remade, aux)) {
      String text =
          "the trees' roots do not lead to comm_r_last of p_aux: one of them is of another replica";
      throw new FindingException(
          new ReplicaFinding(Kind.CONTRADICTION, replica.files().cache(), 0, 0, text));
    }
    for (int i = 0; i < trees.size(); i++) {
      StoredTree tree = trees.get(i);
      if (!Arrays.equals(remade.get(i), tree.node(tree.top(), 0))) {
        damagedNode(tree, tree.top(), 0, remade.get(i));
      }
    }
  }

  private List<byte[]> roots() throws FindingException {
    List<byte[]> roots = new ArrayList<>();
    for (StoredTree tree : trees) {
      roots.add(tree.node(tree.top(), 0));
    }
    return roots;
  }

  private static boolean foldsTo(List<byte[]> roots, PersistentAux aux) {
    try {
      return Arrays.equals(ReplicaTree.fold(roots), aux.getCommRLast());
    } catch (DamagedNodeException damaged) {
      return false;
    }
  }

  /**
   * Proves the path to a leaf of a tree, whose root is proven.
   *
   * @throws FindingException when it breaks off
   */
  void check(StoredTree tree, long leaf) throws FindingException {
    long number = trees.indexOf(tree);
    for (int row = tree.top() - 1; row >= tree.lowestStored(); row--) {
      long group = leaf >> (3 * (row + 1));
      if (sound.add(List.of(number, (long) row, group))) {
        checkGroup(tree, row, group);
      }
    }
  }

  /** The parent is proven already; proves the eight nodes below it. */
  private void checkGroup(StoredTree tree, int row, long group) throws FindingException {
    byte[] parent = tree.node(row + 1, group);
    NodeRepair repair = NodeRepair.of(tree, row, group, parent);
    if (!repair.succeeded()) {
      String text = "these nodes do not lead to the one above, and what is below does not either";
      throw new FindingException(
          new ReplicaFinding(
              Kind.CONTRADICTION,
              tree.file().path(),
              tree.offset(row, group * StoredTree.GROUP),
              StoredTree.GROUP * NODE,
              text));
    }
    repair.corrections().forEach((index, node) -> damagedNode(tree, row, index, node));
  }

  private void damagedNode(StoredTree tree, int row, long index, byte[] node) {
    tree.correct(row, index, node);
    String text =
        "damaged node of the tree; the sealed file below is good, so the tree can be made again";
    replica.found(
        new ReplicaFinding(Kind.DAMAGED, tree.file().path(), tree.offset(row, index), NODE, text));
  }
}
