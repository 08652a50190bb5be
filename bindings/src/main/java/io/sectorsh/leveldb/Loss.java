package io.sectorsh.leveldb;

/**
 * What a damage may have taken: any write of these keys up to a sequence number.
 *
 * @param newest the highest sequence number that can be lost
 * @param rank how recent the damaged file is; see {@link Rank}
 */
record Loss(KeyRange keys, long newest, int rank) {
  /** Some later write may be missing, if a writer did not die but the disk lost a file's end. */
  static final Loss OF_AN_END = new Loss(KeyRange.ALL, Long.MAX_VALUE, Rank.LOG);

  /** Nothing is known for sure. */
  static final Loss OF_THE_VERSION = new Loss(KeyRange.ALL, Long.MAX_VALUE, Rank.MAY_BE_NEWEST);

  /** Whether files that the database had let go of may hold what is lost: not what logs held. */
  boolean isPerhapsInRetiredFiles() {
    return rank != Rank.LOG;
  }

  /** Whether a later write than this one can be lost. */
  boolean canHide(InternalKey write, int rankOfWrite) {
    return newest > write.sequence() && rank <= rankOfWrite && keys.contains(write.userKey());
  }
}
