package io.sectorsh.shell.render;

/** Where the lines of a result go. */
public interface Page {
  /** Writes one line. */
  void line(String text);

  /** Says something about the result that is not part of it, such as how many rows it had. */
  void note(String text);

  /** Shows one line in place of the one that was shown so before; an empty one takes it away. */
  default void progress(String text) {}

  /** Whether anybody still reads; asked between rows, so that a long list can end early. */
  boolean wantsMore();
}
