package io.sectorsh.lotus.repo;

/** What can be wrong in a repository's metadata. */
public enum RepoProblem {
  /** A file of the database is missing, or a part of it cannot be read. */
  FILE_DAMAGED,
  /** A sector's record that lotus cannot read; while it is there lotus lists no sector at all. */
  RECORD_UNREADABLE,
  /** A record that names another sector than its key; lotus acts on the one named. */
  NUMBER_MISMATCH,
  /**
   * A record under a sector's key that names sector 0: what lotus-miner leaves when it is told to
   * remove a sector that it does not have.
   */
  PHANTOM_RECORD,
  /** A value other than a sector's record that lotus cannot read. */
  VALUE_UNREADABLE,
  /** A key without which lotus-miner does not work. */
  KEY_MISSING,
  /** Numbers that are in use but not stored as given out: lotus could give them out again. */
  NUMBERS_BEHIND,
  /** The reserved numbers are not those of the reservations together. */
  RESERVATIONS_DIFFER
}
