package io.sectorsh.replica;

import java.nio.file.Path;

/**
 * One thing that is wrong with the files of a replica.
 *
 * @param kind what is wrong
 * @param file in which file
 * @param offset at which byte; 0 when it concerns the whole file
 * @param length how many bytes; 0 when it concerns the whole file
 * @param text the same in words
 */
public record ReplicaFinding(Kind kind, Path file, long offset, long length, String text) {
  /** What can be wrong. */
  public enum Kind {
    /** The file is not there. */
    MISSING,
    /** The file has another length than its kind has. */
    WRONG_LENGTH,
    /** Reading failed: the disk or the file system reported an error. */
    UNREADABLE,
    /** The chain has no such sector, so that there is nothing to compare with. */
    NOT_ON_CHAIN,
    /** p_aux belongs to another replica than the one on chain: every proof of it fails. */
    OTHER_REPLICA,
    /** Bytes differ from what was sealed; in a tree file they can be made again. */
    DAMAGED,
    /** The files contradict each other, and which one is wrong cannot be told. */
    CONTRADICTION
  }

  @Override
  public String toString() {
    String place = length == 0 ? "" : " bytes " + offset + " to " + (offset + length - 1);
    return file + place + ": " + text;
  }
}
