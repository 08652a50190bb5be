package io.sectorsh.leveldb;

/**
 * Where in a database a write lies. Of two writes of one key, that of the lower rank is the newer
 * one; within one rank only sequence numbers tell.
 */
final class Rank {
  /** A place that is not known may be newer than any. */
  static final int MAY_BE_NEWEST = -2;

  static final int LOG = -1;

  /** A place that is not known may be older than any. */
  static final int MAY_BE_OLDEST = 1000;

  private Rank() {}

  /** Of a table; levels are ranks. */
  static int ofLevel(int level) {
    return level;
  }
}
