package io.sectorsh.leveldb;

/** A pass over what is sound in one file; knows from where it reads. */
interface SalvageSource extends EntryCursor, AutoCloseable {
  /** The file's name. */
  String file();

  /** Where the block or record of the entry begins. */
  long offset();

  /** How recent the file is; see {@link Rank}. */
  int rank();

  /** Whether the database has let go of the file. */
  boolean isRetired();

  @Override
  void close();
}
