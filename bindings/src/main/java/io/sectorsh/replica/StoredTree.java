package io.sectorsh.replica;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One base tree of a replica: its file, the part of the sealed file under it, and what is known to
 * stand in the place of damaged nodes.
 *
 * <p>Reads each place once: the upper rows of the file at a stroke, lower groups when they are
 * asked for. Not for use by several threads.
 */
final class StoredTree {
  static final int GROUP = 8;
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final int GROUP_BYTES = GROUP * NODE;

  /** Rows of up to 8^4 nodes come in one read with all above: 150 kB, less than one seek costs. */
  private static final int WIDEST_UPPER_ROW = 4;

  private record Place(int row, long index) {}

  private final TreeGeometry geometry;
  private final CheckedFile file;
  private final CheckedFile sealed;
  private final long firstLeaf;
  private final Poseidon hash = Poseidon.ofArity(GROUP);
  private final Map<Place, byte[]> corrected = new HashMap<>();
  private final Map<Place, byte[]> groups = new HashMap<>();
  private final Map<Long, byte[]> segments = new HashMap<>();
  private byte @Nullable [] upper;

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

  /** A node as it is known to be: corrected where it was found damaged. */
  byte[] node(int row, long index) throws FindingException {
    byte[] known = corrected.get(new Place(row, index));
    return known != null ? known : storedNode(row, index);
  }

  /** A node as the file has it. */
  byte[] storedNode(int row, long index) throws FindingException {
    byte[] group = storedGroup(row, index / GROUP);
    int at = (int) (index % GROUP) * NODE;
    return Arrays.copyOfRange(group, at, at + NODE);
  }

  /** Eight neighbours as they are known to be, as one array. */
  byte[] group(int row, long group) throws FindingException {
    byte[] nodes = storedGroup(row, group);
    for (int i = 0; i < GROUP; i++) {
      byte[] known = corrected.get(new Place(row, group * GROUP + i));
      if (known != null) {
        System.arraycopy(known, 0, nodes, i * NODE, NODE);
      }
    }
    return nodes;
  }

  /** Eight neighbours as the file has them; the root stands alone. A copy. */
  byte[] storedGroup(int row, long group) throws FindingException {
    if (row >= firstUpperRow()) {
      int at = (int) (offset(row, group * GROUP) - offset(firstUpperRow(), 0));
      return Arrays.copyOfRange(upper(), at, at + Math.min(GROUP_BYTES, upper().length - at));
    }
    Place place = new Place(row, group);
    byte[] known = groups.get(place);
    if (known == null) {
      known = file.read(offset(row, group * GROUP), GROUP_BYTES);
      groups.put(place, known);
    }
    return known.clone();
  }

  private int firstUpperRow() {
    return Math.max(lowestStored(), top() - WIDEST_UPPER_ROW);
  }

  private byte[] upper() throws FindingException {
    byte[] known = upper;
    if (known == null) {
      long start = offset(firstUpperRow(), 0);
      known = file.read(start, (int) (geometry.fileBytes() - start));
      upper = known;
    }
    return known;
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
    byte[] known = segments.get(index);
    if (known == null) {
      known = sealed.read(segmentOffset(index), segmentBytes());
      segments.put(index, known);
    }
    return known;
  }

  /** The root over a segment's leaves. */
  byte[] hashSegment(byte[] leaves) {
    byte[] row = leaves.clone();
    for (int length = row.length; length > NODE; length /= GROUP) {
      for (int at = 0; at < length; at += GROUP_BYTES) {
        try {
          hash.hash(row, at, row, at / GROUP);
        } catch (DamagedNodeException damaged) {
          throw new DamagedNodeException(at / NODE + damaged.getIndex());
        }
      }
    }
    return Arrays.copyOf(row, NODE);
  }
}
