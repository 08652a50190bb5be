package io.sectorsh.leveldb;

import java.util.Arrays;

/** A table as the MANIFEST knows it: which file, how long, from which key to which. */
record TableFile(int level, long number, long size, InternalKey smallest, InternalKey largest) {

  /** Whether a key that is at or after {@code from} can be in it. */
  boolean reaches(byte[] from) {
    return Arrays.compareUnsigned(largest.userKey(), from) >= 0;
  }

  boolean mayContain(byte[] userKey) {
    return reaches(userKey) && Arrays.compareUnsigned(smallest.userKey(), userKey) <= 0;
  }
}
