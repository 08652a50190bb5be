package io.sectorsh.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the tree over a sealed file is cut into files of the cache directory (rust-fil-proofs,
 * filecoin-proofs constants and merkletree's "level cache" stores).
 *
 * <p>Leaves (the sealed file itself) and the lowest rows are not stored; the others are, lowest row
 * first, root last.
 *
 * @param sectorBytes how long the sealed file is
 * @param trees how many base trees: 1, 2, 8 or 16
 * @param rows rows of a base tree, leaves and root included
 * @param discarded how many rows above the leaves are not stored
 */
public record TreeGeometry(long sectorBytes, int trees, int rows, int discarded) {
  private static final int MOST_DISCARDED = 2;
  private static final String NAME = "sc-02-data-tree-r-last";
  private static final Map<Long, Integer> TREES =
      Map.of(
          2L << 10,
          1,
          4L << 10,
          2,
          16L << 10,
          8,
          32L << 10,
          16,
          8L << 20,
          1,
          16L << 20,
          2,
          512L << 20,
          1,
          1L << 30,
          2,
          32L << 30,
          8,
          64L << 30,
          16);

  /**
   * @param sectorBytes one of the ten sizes that the proofs know, from 2 KiB to 64 GiB
   * @throws IllegalArgumentException when it is another
   */
  public static TreeGeometry ofSectorBytes(long sectorBytes) {
    Integer trees = TREES.get(sectorBytes);
    if (trees == null) {
      throw new IllegalArgumentException("no sector has " + sectorBytes + " bytes");
    }
    long leaves = sectorBytes / Poseidon.NODE_BYTES / trees;
    int rows = Long.numberOfTrailingZeros(leaves) / 3 + 1;
    return new TreeGeometry(sectorBytes, trees, rows, discarded(rows));
  }

  private static int discarded(int rows) {
    return rows <= 2 ? 0 : rows == 3 ? 1 : Math.min(rows - 2, MOST_DISCARDED);
  }

  /** Leaves of one base tree. */
  public long leavesPerTree() {
    return 1L << (3 * (rows - 1));
  }

  /** Nodes in one tree file. */
  public long storedNodes() {
    return ((1L << (3 * (rows - 1 - discarded))) - 1) / 7;
  }

  /** Bytes of one tree file. */
  public long fileBytes() {
    return storedNodes() * Poseidon.NODE_BYTES;
  }

  /** Bytes of one tree with all its rows, leaves included. */
  long wholeTreeBytes() {
    return ((1L << (3 * rows)) - 1) / 7 * Poseidon.NODE_BYTES;
  }

  /**
   * Under which other number of discarded rows a tree file has this length; none for its own length
   * and for lengths that no tree file has.
   */
  Optional<Integer> otherDiscard(long length) {
    for (int other = 0; other < rows - 1; other++) {
      if (other != discarded
          && new TreeGeometry(sectorBytes, trees, rows, other).fileBytes() == length) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** The tree files' names, in the order of the parts of the sealed file that they cover. */
  public List<String> fileNames() {
    return trees == 1
        ? List.of(NAME + ".dat")
        : IntStream.range(0, trees).mapToObj(i -> NAME + "-" + i + ".dat").toList();
  }
}
