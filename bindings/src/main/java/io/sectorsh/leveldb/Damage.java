package io.sectorsh.leveldb;

import java.util.Optional;

/**
 * One damaged or missing place of a LevelDB directory.
 *
 * @param file the file's name
 * @param offset where it begins in the file, in bytes
 * @param length how many bytes it takes; 0 if that cannot be told
 * @param kind what is damaged
 * @param what how that shows
 * @param keys whose newest value may be lost; empty if no write can be lost by it
 */
public record Damage(
    String file, long offset, long length, DamageKind kind, String what, Optional<KeyRange> keys) {

  /** File, place and what it is. */
  @Override
  public String toString() {
    return file
        + " at "
        + offset
        + " ("
        + length
        + " bytes): "
        + what
        + keys.map(range -> "; keys " + range).orElse("; no record lost");
  }
}
