package io.sectorsh.faults;

/** What a program asks of a file system, in kinds that can fail. */
public enum SystemCall {
  OPEN,
  READ,
  WRITE,
  SYNC,
  CLOSE,
  STAT,
  LIST,
  MAKE_DIRECTORY,
  RENAME,
  REMOVE,
  SET_ATTRIBUTE,
  SPACE
}
