package io.sectorsh.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of eight stored neighbours are damaged, and what they should be: tried until they hash to
 * their parent, which is known to be good.
 *
 * @param succeeded whether the neighbours, corrected or as they are, lead to the parent
 * @param corrections the damaged ones by number in their row
 */
record NodeRepair(boolean succeeded, Map<Long, byte[]> corrections) {
  private static final int NODE = Poseidon.NODE_BYTES;

  static NodeRepair of(StoredTree tree, int row, long group, byte[] parent)
      throws FindingException {
    byte[] stored = tree.group(row, group);
    if (leadsTo(tree, stored, parent)) {
      return new NodeRepair(true, Map.of());
    }
    List<Integer> differing = new ArrayList<>();
    byte[] remade = stored.clone();
    for (int i = 0; i < StoredTree.GROUP; i++) {
      byte[] node = remade(tree, row, group * StoredTree.GROUP + i);
      if (node != null && !Arrays.equals(node, 0, NODE, stored, i * NODE, (i + 1) * NODE)) {
        System.arraycopy(node, 0, remade, i * NODE, NODE);
        differing.add(i);
      }
    }
    return choose(tree, group, parent, stored, remade, differing);
  }

  /** Tries every choice of corrections, since what is below a good node may be damaged too. */
  private static NodeRepair choose(
      StoredTree tree,
      long group,
      byte[] parent,
      byte[] stored,
      byte[] remade,
      List<Integer> differing) {
    for (int choice = 1; choice < 1 << differing.size(); choice++) {
      byte[] tried = stored.clone();
      Map<Long, byte[]> corrections = new TreeMap<>();
      for (int bit = 0; bit < differing.size(); bit++) {
        if ((choice >> bit & 1) == 1) {
          int at = differing.get(bit) * NODE;
          System.arraycopy(remade, at, tried, at, NODE);
          corrections.put(
              group * StoredTree.GROUP + differing.get(bit),
              Arrays.copyOfRange(remade, at, at + NODE));
        }
      }
      if (leadsTo(tree, tried, parent)) {
        return new NodeRepair(true, corrections);
      }
    }
    return new NodeRepair(false, Map.of());
  }

  /** A node from what is below it; null when that is damaged visibly or cannot be read. */
  static byte @Nullable [] remade(StoredTree tree, int row, long index) {
    try {
      return tree.remade(row, index);
    } catch (DamagedNodeException | FindingException damaged) {
      return null;
    }
  }

  private static boolean leadsTo(StoredTree tree, byte[] nodes, byte[] parent) {
    try {
      return Arrays.equals(tree.hash(nodes), parent);
    } catch (DamagedNodeException damaged) {
      return false;
    }
  }
}
