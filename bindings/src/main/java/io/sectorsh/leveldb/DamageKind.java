package io.sectorsh.leveldb;

/** What can be wrong with a file of a LevelDB directory. */
public enum DamageKind {
  /** CURRENT is missing or names no file. */
  CURRENT,
  /** No MANIFEST, or one with unreadable parts: which files belong to the database is a guess. */
  MANIFEST,
  /** A log that should be there is missing. */
  LOG_MISSING,
  /** A part of a log cannot be read. */
  LOG,
  /** Zeros instead of records: space reserved by a writer that died, or lost by the disk. */
  LOG_ZEROS,
  /** A table that should be there is missing. */
  TABLE_MISSING,
  /** A table is shorter or longer than the MANIFEST says. */
  TABLE_LENGTH,
  /** The index or footer of a table cannot be read; its blocks were looked for one by one. */
  TABLE_INDEX,
  /** A block of a table with its records. */
  TABLE_BLOCK,
  /** The operating system could not read a file. */
  UNREADABLE
}
