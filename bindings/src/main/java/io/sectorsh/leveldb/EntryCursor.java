package io.sectorsh.leveldb;

/** A pass over one source of entries in order of internal keys; begins before the first. */
interface EntryCursor {
  /** Moves to the next entry; false at the end. */
  boolean advance();

  /** The key of the entry. */
  InternalKey key();

  /** The value of the entry, read only when asked for. */
  byte[] value();
}
