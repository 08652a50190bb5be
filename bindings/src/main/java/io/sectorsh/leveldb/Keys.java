package io.sectorsh.leveldb;

import java.util.Arrays;

/** Keys as bytes. */
final class Keys {
  private Keys() {}

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
