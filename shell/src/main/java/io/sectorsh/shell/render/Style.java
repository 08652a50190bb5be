package io.sectorsh.shell.render;

/** How a value is put into words. */
enum Style {
  /** For a cell on a terminal: identifiers are shortened. */
  BRIEF,
  /** For a value with lines of its own on a terminal: as briefly, but identifiers are whole. */
  WHOLE,
  /** For people who may look for it with grep: in words, but nothing is shortened. */
  FULL,
  /** For programs. */
  RAW;

  /** Whether somebody reads it on a terminal. */
  boolean isOnScreen() {
    return this == BRIEF || this == WHOLE;
  }

  /** Whether a person reads it. */
  boolean isInWords() {
    return this != RAW;
  }
}
