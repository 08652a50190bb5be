package io.sectorsh.filecoin;

import java.util.Arrays;

/** The BLAKE2b hash without key (RFC 7693), which the JDK lacks. */
final class Blake2b {
  private static final int BLOCK = 128;
  private static final int ROUNDS = 12;
  private static final long[] IV = {
    0x6a09e667f3bcc908L,
    0xbb67ae8584caa73bL,
    0x3c6ef372fe94f82bL,
    0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L,
    0x9b05688c2b3e6c1fL,
    0x1f83d9abfb41bd6bL,
    0x5be0cd19137e2179L
  };
  private static final byte[][] SIGMA = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
  };

  private final long[] h = IV.clone();
  private final long[] v = new long[16];
  private final long[] m = new long[16];

  private Blake2b(int length) {
    h[0] ^= 0x01010000L ^ length;
  }

  /**
   * @param length bytes wanted, 1 to 64
   */
  static byte[] hash(int length, byte[] message) {
    if (length < 1 || length > 64) {
      throw new IllegalArgumentException("a BLAKE2b hash has 1 to 64 bytes, not " + length);
    }
    Blake2b state = new Blake2b(length);
    int at = 0;
    for (; message.length - at > BLOCK; at += BLOCK) {
      state.compress(message, at, at + BLOCK, false);
    }
    byte[] last = Arrays.copyOf(Arrays.copyOfRange(message, at, message.length), BLOCK);
    state.compress(last, 0, message.length, true);
    return state.digest(length);
  }

  private void compress(byte[] block, int at, int counted, boolean last) {
    System.arraycopy(h, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= counted;
    if (last) {
      v[14] = ~v[14];
    }
    for (int i = 0; i < 16; i++) {
      m[i] = word(block, at + Long.BYTES * i);
    }
    for (int round = 0; round < ROUNDS; round++) {
      mix(SIGMA[round % 10]);
    }
    for (int i = 0; i < 8; i++) {
      h[i] ^= v[i] ^ v[i + 8];
    }
  }

  /**
   * Byte by byte here and in {@link #digest}: with long views of new arrays, C2 of JDK 17 was seen
   * to make a hash of zeros once this was compiled.
   */
  private static long word(byte[] block, int at) {
    long word = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      word = word << Byte.SIZE | block[at + i] & 0xff;
    }
    return word;
  }

  private void mix(byte[] s) {
    g(0, 4, 8, 12, m[s[0]], m[s[1]]);
    g(1, 5, 9, 13, m[s[2]], m[s[3]]);
    g(2, 6, 10, 14, m[s[4]], m[s[5]]);
    g(3, 7, 11, 15, m[s[6]], m[s[7]]);
    g(0, 5, 10, 15, m[s[8]], m[s[9]]);
    g(1, 6, 11, 12, m[s[10]], m[s[11]]);
    g(2, 7, 8, 13, m[s[12]], m[s[13]]);
    g(3, 4, 9, 14, m[s[14]], m[s[15]]);
  }

  private void g(int a, int b, int c, int d, long x, long y) {
    v[a] += v[b] + x;
    v[d] = Long.rotateRight(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = Long.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 63);
  }

  private byte[] digest(int length) {
    byte[] digest = new byte[length];
    for (int i = 0; i < length; i++) {
      digest[i] = (byte) (h[i / Long.BYTES] >>> Byte.SIZE * (i % Long.BYTES));
    }
    return digest;
  }
}
