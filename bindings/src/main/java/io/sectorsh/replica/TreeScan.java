package io.sectorsh.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Compares one base tree with what is below it, piece by piece: which leaves stand under a node
 * that is not the hash of the eight below. Holds the tree file in memory, of the sealed file only
 * the pieces that are hashed now.
 */
final class TreeScan {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final int PIECE_BYTES = 1 << 20;
  private static final int ROW_GROUPS = 4096;

  private final TreeGeometry geometry;
  private final FileChannel sealed;
  private final long firstLeaf;
  private final byte[] tree;
  private final ThreadLocal<GroupHash> hashes;

  /**
   * What was found in a piece.
   *
   * @param bytes how many of the sealed file it covers
   * @param suspicious leaves of the whole sector under which something is wrong
   */
  record Piece(long bytes, long[] suspicious) {}

  TreeScan(
      TreeGeometry geometry,
      FileChannel sealed,
      int number,
      byte[] tree,
      ThreadLocal<GroupHash> hashes) {
    this.geometry = geometry;
    this.sealed = sealed;
    this.firstLeaf = number * geometry.leavesPerTree();
    this.tree = tree;
    this.hashes = hashes;
  }

  Stream<Callable<Piece>> pieces() {
    long bytes = geometry.leavesPerTree() * NODE;
    Stream<Callable<Piece>> data =
        LongStream.iterate(0, at -> at < bytes, at -> at + PIECE_BYTES)
            .mapToObj(at -> () -> data(at, (int) Math.min(PIECE_BYTES, bytes - at)));
    Stream<Callable<Piece>> rows =
        IntStream.range(lowest(), geometry.rows() - 1)
            .boxed()
            .flatMap(
                row ->
                    LongStream.iterate(0, at -> at < groups(row), at -> at + ROW_GROUPS)
                        .mapToObj(at -> () -> row(row, (int) at)));
    return Stream.concat(rows, data);
  }

  private int lowest() {
    return geometry.discarded() + 1;
  }

  private int groups(int row) {
    return 1 << (3 * (geometry.rows() - 2 - row));
  }

  /** Where a stored row begins in the tree file. */
  private int offset(int row) {
    int nodes = 0;
    for (int below = lowest(); below < row; below++) {
      nodes += 8 * groups(below);
    }
    return nodes * NODE;
  }

  private Piece row(int row, int firstGroup) {
    int count = Math.min(ROW_GROUPS, groups(row) - firstGroup);
    int from = offset(row) + firstGroup * GroupHash.GROUP_BYTES;
    byte[] nodes = Arrays.copyOfRange(tree, from, from + count * GroupHash.GROUP_BYTES);
    int parents = offset(row + 1) + firstGroup * NODE;
    long leaves = 1L << (3 * (row + 1));
    return new Piece(
        0,
        IntStream.range(0, count)
            .filter(different(nodes, GroupHash.GROUP_BYTES, parents))
            .mapToLong(i -> firstLeaf + (firstGroup + i) * leaves)
            .toArray());
  }

  /** What cannot be read is looked at again, and named, in smaller parts. */
  private Piece data(long offset, int length) {
    int segment = NODE << (3 * lowest());
    int first = (int) (offset / segment);
    IntPredicate wrong;
    try {
      byte[] leaves = read(firstLeaf * NODE + offset, length);
      wrong = different(leaves, segment, offset(lowest()) + first * NODE);
    } catch (ClosedByInterruptException stop) {
      throw new CancellationException("stopped");
    } catch (IOException unreadable) {
      wrong = any -> true;
    }
    return new Piece(
        length,
        IntStream.range(0, length / segment)
            .filter(wrong)
            .mapToLong(i -> firstLeaf + (long) (first + i) * (segment / NODE))
            .toArray());
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (sealed.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the sealed file became shorter");
      }
    }
    return buffer.array();
  }

  /** Which parts do not hash to the nodes that stand in the tree from a place on. */
  private IntPredicate different(byte[] nodes, int part, int parents) {
    byte[] roots = roots(nodes, part);
    return i ->
        roots.length == 0
            ? differs(
                roots(Arrays.copyOfRange(nodes, i * part, (i + 1) * part), part), 0, parents, i)
            : differs(roots, i, parents, i);
  }

  private boolean differs(byte[] roots, int at, int parents, int index) {
    int parent = parents + index * NODE;
    return roots.length == 0
        || !Arrays.equals(roots, at * NODE, (at + 1) * NODE, tree, parent, parent + NODE);
  }

  /** The root over each part; nothing when a node of them is damaged visibly. */
  private byte[] roots(byte[] nodes, int part) {
    byte[] row = nodes;
    try {
      for (int bytes = part; bytes > NODE; bytes /= 8) {
        byte[] above = new byte[row.length / 8];
        hashes.get().hash(row, above.length / NODE, above);
        row = above;
      }
      return row;
    } catch (DamagedNodeException damaged) {
      return new byte[0];
    }
  }
}
