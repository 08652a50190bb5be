package io.sectorsh.leveldb;

import java.util.Arrays;

/** A table as the MANIFEST knows it: which file, how long, from which key to which. */
record TableFile(int level, long number, long size, InternalKey smallest, InternalKey largest) {

  /** Whether there can be a key in it that begins so. */
  boolean mayContain(byte[] prefix) {
    byte[] first = smallest.userKey();
    return Arrays.compareUnsigned(largest.userKey(), prefix) >= 0
        && Arrays.compareUnsigned(
                first, 0, Math.min(first.length, prefix.length), prefix, 0, prefix.length)
            <= 0;
  }
}
