package io.sectorsh.leveldb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys from one to another, both included, in order of their bytes; either end may be open. */
public final class KeyRange implements Comparable<KeyRange> {
  /** Every key. */
  public static final KeyRange ALL = new KeyRange(null, null);

  private final byte @Nullable [] from;
  private final byte @Nullable [] to;

  private KeyRange(byte @Nullable [] from, byte @Nullable [] to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param from the first key; null for no limit
   * @param to the last key; null for no limit
   */
  static KeyRange of(byte @Nullable [] from, byte @Nullable [] to) {
    return new KeyRange(from == null ? null : from.clone(), to == null ? null : to.clone());
  }

  /** Whether a key lies in it. */
  public boolean contains(byte[] key) {
    return !isAfter(key) && !isBefore(key);
  }

  /** Whether it ends before the key. */
  boolean isBefore(byte[] key) {
    return to != null && Arrays.compareUnsigned(key, to) > 0;
  }

  /** Whether it begins after the key. */
  boolean isAfter(byte[] key) {
    return from != null && Arrays.compareUnsigned(key, from) < 0;
  }

  /** Whether a key that begins so may lie in it. */
  public boolean mayContainPrefix(byte[] prefix) {
    boolean begins =
        from == null
            || Arrays.compareUnsigned(
                    from, 0, Math.min(from.length, prefix.length), prefix, 0, prefix.length)
                <= 0;
    return begins && !isBefore(prefix);
  }

  /** From where both begin to where both end. */
  KeyRange hull(KeyRange other) {
    byte[] first = from;
    byte[] last = to;
    if (first != null && (other.from == null || Arrays.compareUnsigned(other.from, first) < 0)) {
      first = other.from;
    }
    if (last != null && (other.to == null || Arrays.compareUnsigned(other.to, last) > 0)) {
      last = other.to;
    }
    return new KeyRange(first, last);
  }

  /** By first key, open ones first. */
  @Override
  public int compareTo(KeyRange other) {
    int order = compare(from, other.from, -1);
    return order != 0 ? order : compare(to, other.to, 1);
  }

  private static int compare(byte @Nullable [] one, byte @Nullable [] other, int open) {
    if (one == null || other == null) {
      return one == other ? 0 : one == null ? open : -open;
    }
    return Arrays.compareUnsigned(one, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRange range && compareTo(range) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(from) * 31 + Arrays.hashCode(to);
  }

  /** Both keys as text. */
  @Override
  public String toString() {
    if (from == null && to == null) {
      return "all keys";
    }
    return text(from, "the first key") + " to " + text(to, "the last key");
  }

  private static String text(byte @Nullable [] key, String open) {
    return key == null ? open : new String(key, StandardCharsets.UTF_8);
  }
}
