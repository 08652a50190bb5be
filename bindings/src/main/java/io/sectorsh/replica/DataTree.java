package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Commitments to unsealed data: CommP of pieces, CommD of sectors (rust-fil-proofs, filecoin-proofs
 * pieces.rs): a binary tree of SHA-256 cut to 254 bits over padded data.
 */
public final class DataTree {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final int SHORTEST = 128;

  private final MessageDigest sha256;

  private DataTree() {
    sha256 = PoStChallenges.sha256();
  }

  /**
   * A piece in a sector.
   *
   * @param paddedBytes its size with padding: a power of two, 128 or more
   * @param commitment its CommP
   */
  public record Piece(long paddedBytes, Commitment commitment) {
    /** The size is a power of two. */
    public Piece {
      requirePower(paddedBytes);
    }
  }

  /**
   * The commitment to padded data (see {@link Fr32}).
   *
   * @param kind whether it is taken for a piece or a sector
   * @param padded bytes; a power of two of them, 128 or more
   */
  public static Commitment ofPadded(Commitment.Kind kind, byte[] padded) {
    requirePower(padded.length);
    return Commitment.of(kind, rootOf(padded));
  }

  /** The root over padded data; a power of two of bytes, 32 or more. */
  static byte[] rootOf(byte[] padded) {
    DataTree tree = new DataTree();
    byte[] row = padded.clone();
    for (int length = row.length; length > NODE; length /= 2) {
      for (int i = 0; i < length; i += 2 * NODE) {
        tree.join(row, i, row, i / 2);
      }
    }
    return Arrays.copyOf(row, NODE);
  }

  /**
   * The root over neighbours of equal size, one after the other; zeros fill up to the whole.
   *
   * @param partBytes the size of each
   * @param wholeBytes what the root covers
   */
  static byte[] rootOf(Iterator<byte[]> roots, long partBytes, long wholeBytes) {
    DataTree tree = new DataTree();
    Deque<Part> parts = new ArrayDeque<>();
    roots.forEachRemaining(root -> tree.append(parts, new Part(partBytes, root)));
    while (parts.size() > 1 || parts.getLast().bytes < wholeBytes) {
      tree.append(parts, tree.zeroPart(parts.getLast().bytes));
    }
    return parts.getLast().node;
  }

  /** The commitment to zeros only; with a sector's size it is CommD of a sector without data. */
  public static Commitment zero(Commitment.Kind kind, long paddedBytes) {
    requirePower(paddedBytes);
    return Commitment.of(kind, new DataTree().zero(paddedBytes));
  }

  /**
   * CommD of a sector with pieces, in their order; what is left over is zeros.
   *
   * @param sectorBytes size of the sector
   * @throws IllegalArgumentException when the pieces, each aligned to its size, don't fit
   */
  public static Commitment commD(long sectorBytes, List<Piece> pieces) {
    requirePower(sectorBytes);
    DataTree tree = new DataTree();
    Deque<Part> parts = new ArrayDeque<>();
    for (Piece piece : pieces) {
      while (!parts.isEmpty() && parts.getLast().bytes < piece.paddedBytes()) {
        tree.append(parts, tree.zeroPart(parts.getLast().bytes));
      }
      tree.append(parts, new Part(piece.paddedBytes(), piece.commitment().getDigest()));
    }
    if (parts.isEmpty()) {
      parts.add(tree.zeroPart(sectorBytes));
    }
    while (parts.size() > 1 || parts.getLast().bytes < sectorBytes) {
      tree.append(parts, tree.zeroPart(parts.getLast().bytes));
    }
    if (parts.getLast().bytes != sectorBytes) {
      throw new IllegalArgumentException(
          "pieces take " + parts.getLast().bytes + " bytes of a sector of " + sectorBytes);
    }
    return Commitment.of(Commitment.Kind.DATA, parts.getLast().node);
  }

  private static final class Part {
    final long bytes;
    final byte[] node;

    Part(long bytes, byte[] node) {
      this.bytes = bytes;
      this.node = node;
    }
  }

  /** Adds a part at the end, and joins equal neighbours as long as there are any. */
  private void append(Deque<Part> parts, Part added) {
    Part last = added;
    while (!parts.isEmpty() && parts.getLast().bytes == last.bytes) {
      last = new Part(2 * last.bytes, joined(parts.removeLast().node, last.node));
    }
    parts.addLast(last);
  }

  private Part zeroPart(long bytes) {
    return new Part(bytes, zero(bytes));
  }

  private byte[] zero(long bytes) {
    byte[] node = new byte[NODE];
    for (long size = NODE; size < bytes; size *= 2) {
      node = joined(node, node);
    }
    return node;
  }

  private byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, 2 * NODE);
    System.arraycopy(right, 0, both, NODE, NODE);
    byte[] node = new byte[NODE];
    join(both, 0, node, 0);
    return node;
  }

  private void join(byte[] from, int at, byte[] to, int out) {
    sha256.update(from, at, 2 * NODE);
    try {
      sha256.digest(to, out, NODE);
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    to[out + NODE - 1] &= 0x3f;
  }

  private static void requirePower(long bytes) {
    if (bytes < SHORTEST || Long.bitCount(bytes) != 1) {
      throw new IllegalArgumentException(bytes + " bytes are not a power of two from 128 on");
    }
  }
}
