package io.sectorsh.leveldb;

import java.util.Optional;

/** A write of a key, as one table or the log has it; another one may have a newer. */
final class FoundWrite {
  private final InternalKey key;
  private final byte[] value;

  FoundWrite(InternalKey key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  /** Whether it was written after the other one. */
  boolean isNewerThan(FoundWrite other) {
    return key.compareTo(other.key) < 0;
  }

  /** What it set; empty if it deleted the key. */
  Optional<byte[]> value() {
    return key.isLive() ? Optional.of(value) : Optional.empty();
  }
}
