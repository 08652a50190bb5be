package io.sectorsh.lab;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The binary tree of SHA-256 truncated to 254 bits that commits to unsealed data. */
final class PieceTree {
  private static final int NODE = 32;

  private PieceTree() {}

  /**
   * The commitment of a piece.
   *
   * @param data padded; a power of two of bytes, at least 32
   */
  static byte[] root(byte[] data) {
    MessageDigest sha256 = SeededBytes.sha256();
    byte[] level = data;
    while (level.length > NODE) {
      byte[] above = new byte[level.length / 2];
      for (int at = 0; at < above.length; at += NODE) {
        sha256.update(level, 2 * at, 2 * NODE);
        System.arraycopy(truncated(sha256.digest()), 0, above, at, NODE);
      }
      level = above;
    }
    return level.clone();
  }

  /** The commitment of a piece of zeros. */
  static byte[] zero(long paddedSize) {
    byte[] root = new byte[NODE];
    for (long size = NODE; size < paddedSize; size *= 2) {
      root = join(root, root);
    }
    return root;
  }

  /** The commitment of a sector that its pieces fill, in their order. */
  static byte[] sector(List<PlannedPiece> pieces, long sectorSize) {
    if (pieces.isEmpty()) {
      return zero(sectorSize);
    }
    Deque<byte[]> roots = new ArrayDeque<>();
    Deque<Long> sizes = new ArrayDeque<>();
    for (PlannedPiece piece : pieces) {
      byte[] root = piece.commitment();
      long size = piece.size();
      while (!sizes.isEmpty() && sizes.peek() == size) {
        sizes.pop();
        root = join(roots.pop(), root);
        size *= 2;
      }
      roots.push(root);
      sizes.push(size);
    }
    byte[] root = roots.pop();
    for (long size = sizes.pop(); size < sectorSize; size *= 2) {
      root = join(root, zero(size));
    }
    return root;
  }

  private static byte[] join(byte[] left, byte[] right) {
    MessageDigest sha256 = SeededBytes.sha256();
    sha256.update(left);
    return truncated(sha256.digest(right));
  }

  private static byte[] truncated(byte[] hash) {
    byte[] node = Arrays.copyOf(hash, NODE);
    node[NODE - 1] &= 0x3f;
    return node;
  }
}
