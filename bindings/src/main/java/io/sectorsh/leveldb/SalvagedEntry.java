package io.sectorsh.leveldb;

import java.nio.charset.StandardCharsets;

/** The newest readable write of one key, and where it was found. */
public final class SalvagedEntry {
  private final byte[] key;
  private final byte[] value;
  private final boolean deleted;
  private final String file;
  private final long offset;
  private final long sequence;
  private final Certainty certainty;

  SalvagedEntry(SalvageSource source, Certainty certainty) {
    this.key = source.key().userKey();
    this.deleted = !source.key().isLive();
    this.value = deleted ? new byte[0] : source.value();
    this.file = source.file();
    this.offset = source.offset();
    this.sequence = source.key().sequence();
    this.certainty = certainty;
  }

  /** The key's bytes; a copy. */
  public byte[] getKey() {
    return key.clone();
  }

  /** The key as text, which keys of lotus are. */
  public String getKeyText() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /** The value's bytes, checked; not a copy, so do not change them. Empty if deleted. */
  public byte[] getValue() {
    return value;
  }

  /** Whether the newest readable write deleted the key. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Name of the file. */
  public String getFile() {
    return file;
  }

  /** Where in the file the block or log record that holds it begins, in bytes. */
  public long getOffset() {
    return offset;
  }

  /** The number of the write: a higher one was written later. */
  public long getSequence() {
    return sequence;
  }

  /** How sure it is that this is the last value. */
  public Certainty getCertainty() {
    return certainty;
  }

  /** The key, where it was found and how sure that is. */
  @Override
  public String toString() {
    return getKeyText()
        + (deleted ? " (deleted)" : "")
        + " from "
        + file
        + " at "
        + offset
        + ", "
        + certainty;
  }
}
