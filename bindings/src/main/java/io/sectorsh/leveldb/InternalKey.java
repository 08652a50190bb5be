package io.sectorsh.leveldb;

import java.util.Arrays;

/** A key as tables hold it: with the number of the write that set or deleted it; newest first. */
final class InternalKey implements Comparable<InternalKey> {
  /** Higher than that of any write. */
  static final long LAST_SEQUENCE = (1L << 56) - 1;

  private static final int TRAILER = 8;
  private static final int DELETION = 0;
  private static final int VALUE = 1;

  private final byte[] userKey;
  private final long sequence;
  private final boolean live;

  InternalKey(byte[] userKey, long sequence, boolean live) {
    this.userKey = userKey;
    this.sequence = sequence;
    this.live = live;
  }

  static InternalKey parse(byte[] bytes, Input source) {
    if (bytes.length < TRAILER) {
      throw source.damaged("key too short");
    }
    long trailer = Input.fixed64(bytes, bytes.length - TRAILER);
    int kind = (int) (trailer & 0xff);
    if (kind != DELETION && kind != VALUE) {
      throw source.damaged("key of unknown kind " + kind);
    }
    byte[] userKey = Arrays.copyOf(bytes, bytes.length - TRAILER);
    return new InternalKey(userKey, trailer >>> 8, kind == VALUE);
  }

  byte[] userKey() {
    return userKey;
  }

  long sequence() {
    return sequence;
  }

  /** Whether the write set a value, rather than deleted it. */
  boolean isLive() {
    return live;
  }

  @Override
  public int compareTo(InternalKey other) {
    int order = Arrays.compareUnsigned(userKey, other.userKey);
    if (order == 0) {
      order = Long.compare(other.sequence, sequence);
    }
    return order != 0 ? order : Boolean.compare(other.live, live);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InternalKey key && compareTo(key) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(userKey) * 31 + Long.hashCode(sequence);
  }
}
