package io.sectorsh.replica;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which nodes of a sealed file a PoSt asks for (rust-fil-proofs, storage-proofs-post fallback). */
public final class PoStChallenges {
  /** How many nodes of each sector a windowPoSt asks for. */
  public static final int WINDOW = 10;

  /** How many nodes of its sector a winningPoSt asks for. */
  public static final int WINNING = 66;

  private PoStChallenges() {}

  /**
   * The nodes that windowPoSt asks for on chain (proofs 10 to 14).
   *
   * @param randomness 32 bytes: beacon randomness of tag 4 at the deadline's challenge epoch
   * @param sector the sector's number
   * @param sectorBytes the sector's size
   * @return numbers of nodes, each 32 bytes of the sealed file
   */
  public static long[] window(byte[] randomness, long sector, long sectorBytes) {
    return nodes(randomness, sector, sectorBytes, 0, WINDOW);
  }

  /** As {@link #window(byte[], long, long)}, of any number of them. */
  public static long[] window(byte[] randomness, long sector, long sectorBytes, int count) {
    return nodes(randomness, sector, sectorBytes, 0, count);
  }

  /**
   * The nodes that windowPoSt asked for until network version 18 (proofs 5 to 9).
   *
   * @param position where the sector stands among all sectors of the proof
   */
  public static long[] oldWindow(byte[] randomness, long sector, long sectorBytes, long position) {
    return nodes(randomness, sector, sectorBytes, position * WINDOW, WINDOW);
  }

  /** The nodes that winningPoSt asks for. */
  public static long[] winning(byte[] randomness, long sector, long sectorBytes) {
    return nodes(randomness, sector, sectorBytes, 0, WINNING);
  }

  private static long[] nodes(
      byte[] randomness, long sector, long sectorBytes, long first, int count) {
    if (randomness.length != Poseidon.NODE_BYTES) {
      throw new IllegalArgumentException("randomness has 32 bytes, not " + randomness.length);
    }
    byte[] below = randomness.clone();
    below[below.length - 1] &= 0x3f;
    MessageDigest sha256 = sha256();
    ByteBuffer input = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    long[] nodes = new long[count];
    for (int i = 0; i < count; i++) {
      input.clear().put(below).putLong(sector).putLong(first + i);
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(input.array()));
      long number = digest.order(ByteOrder.LITTLE_ENDIAN).getLong();
      nodes[i] = Long.remainderUnsigned(number, sectorBytes / Poseidon.NODE_BYTES);
    }
    return nodes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
