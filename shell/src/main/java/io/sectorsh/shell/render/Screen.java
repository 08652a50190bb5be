package io.sectorsh.shell.render;

/**
 * What a result is written on.
 *
 * @param width columns; {@link #UNLIMITED} for a file or a pipe
 * @param terminal whether a person looks at it
 * @param colour whether it understands colours
 * @param unicode whether it shows more than ASCII
 */
public record Screen(int width, boolean terminal, boolean colour, boolean unicode) {
  /** The width of what has none. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** A file or a pipe: nothing is shortened, nothing is coloured. */
  public static final Screen PIPE = new Screen(UNLIMITED, false, false, true);

  /** Stands for what was cut off. */
  String ellipsis() {
    return unicode ? "…" : "~";
  }
}
