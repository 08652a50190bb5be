package io.sectorsh.replica;

import java.util.HashMap;
import java.util.Map;

/**
 * One base tree of a replica: its file, the part of the sealed file under it, and what is known to
 * stand in the place of damaged nodes.
 */
final class StoredTree {
  static final int GROUP = 8;
  private static final int NODE = Poseidon.NODE_BYTES;

  private record Place(int row, long index) {}

  private final TreeGeometry geometry;
  private final CheckedFile file;
  private final CheckedFile sealed;
  private final long firstLeaf;
  private final Poseidon hash = Poseidon.ofArity(GROUP);
  private final Map<Place, byte[]> corrected = new HashMap<>();

  StoredTree(TreeGeometry geometry, CheckedFile file, CheckedFile sealed, int tree) {
    this.geometry = geometry;
    this.file = file;
    this.sealed = sealed;
    this.firstLeaf = tree * geometry.leavesPerTree();
  }

  CheckedFile file() {
    return file;
  }

  CheckedFile sealed() {
    return sealed;
  }

  int top() {
    return geometry.rows() - 1;
  }

  int lowestStored() {
    return geometry.discarded() + 1;
  }

  /** Where a node stands in the tree file. */
  long offset(int row, long index) {
    long nodes = index;
    for (int below = lowestStored(); below < row; below++) {
      nodes += 1L << (3 * (top() - below));
    }
    return nodes * NODE;
  }

  byte[] node(int row, long index) throws FindingException {
    byte[] known = corrected.get(new Place(row, index));
    return known != null ? known : file.read(offset(row, index), NODE);
  }

  /** Eight neighbours, as one array. */
  byte[] group(int row, long group) throws FindingException {
    byte[] nodes = file.read(offset(row, group * GROUP), GROUP * NODE);
    for (int i = 0; i < GROUP; i++) {
      byte[] known = corrected.get(new Place(row, group * GROUP + i));
      if (known != null) {
        System.arraycopy(known, 0, nodes, i * NODE, NODE);
      }
    }
    return nodes;
  }

  void correct(int row, long index, byte[] node) {
    corrected.put(new Place(row, index), node);
  }

  byte[] hash(byte[] nodes) {
    byte[] parent = new byte[NODE];
    hash.hash(nodes, 0, parent, 0);
    return parent;
  }

  /** What a stored node should be, from what is below it. */
  byte[] remade(int row, long index) throws FindingException {
    return row > lowestStored() ? hash(group(row - 1, index)) : hashSegment(segment(index));
  }

  int segmentBytes() {
    return NODE << (3 * lowestStored());
  }

  /** Where in the sealed file the leaves under a node of the lowest stored row start. */
  long segmentOffset(long index) {
    return firstLeaf * NODE + index * segmentBytes();
  }

  byte[] segment(long index) throws FindingException {
    return sealed.read(segmentOffset(index), segmentBytes());
  }

  byte[] hashSegment(byte[] leaves) {
    byte[] row = leaves.clone();
    for (int length = row.length; length > NODE; length /= GROUP) {
      for (int at = 0; at < length; at += GROUP * NODE) {
        try {
          hash.hash(row, at, row, at / GROUP);
        } catch (DamagedNodeException damaged) {
          throw new DamagedNodeException(at / NODE + damaged.getIndex());
        }
      }
    }
    return row;
  }
}
