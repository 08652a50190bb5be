package io.sectorsh.leveldb;

import java.nio.charset.StandardCharsets;

/** One key with its newest value. */
public final class LevelDbEntry {
  private final byte[] key;
  private final byte[] value;

  LevelDbEntry(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  /** The key's bytes; a copy. */
  public byte[] getKey() {
    return key.clone();
  }

  /** The key as text, which keys of lotus are. */
  public String getKeyText() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The value's bytes; not a copy, so do not change them. */
  public byte[] getValue() {
    return value;
  }

  /** The key and how long its value is. */
  @Override
  public String toString() {
    return getKeyText() + " (" + value.length + " bytes)";
  }
}
