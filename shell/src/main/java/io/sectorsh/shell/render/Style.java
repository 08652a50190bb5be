package io.sectorsh.shell.render;

/** How a value is put into words. */
enum Style {
  /** For a cell on a terminal: identifiers are shortened. */
  BRIEF,
  /** For people who may look for it with grep: in words, but nothing is shortened. */
  FULL,
  /** For programs. */
  RAW;

  /** Whether a person reads it. */
  boolean isInWords() {
    return this != RAW;
  }
}
