package io.sectorsh.shell.render;

/** Writes the rows of a list. */
interface RowPrinter {
  /**
   * Reads the rows to their end, or until nobody wants more.
   *
   * @return how many were written
   */
  long print(RowSource source);
}
