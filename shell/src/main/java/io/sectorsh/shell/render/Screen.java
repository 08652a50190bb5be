package io.sectorsh.shell.render;

import io.sectorsh.shell.prose.WrappedText;
import java.util.List;
import java.util.function.IntSupplier;

/** What a result is written on. Immutable but for its width, which is measured when first asked. */
public final class Screen {
  /** The width of what has none. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** A file or a pipe: nothing is shortened, nothing is coloured. */
  public static final Screen PIPE = new Screen(() -> UNLIMITED, false, false, true);

  private final IntSupplier measure;
  private final boolean terminal;
  private final boolean colour;
  private final boolean unicode;
  private int width;

  private Screen(IntSupplier measure, boolean terminal, boolean colour, boolean unicode) {
    this.measure = measure;
    this.terminal = terminal;
    this.colour = colour;
    this.unicode = unicode;
  }

  /**
   * A terminal that a person looks at.
   *
   * @param measure finds out how many columns it has
   * @param colour whether it understands colours
   * @param unicode whether it shows more than ASCII
   */
  public static Screen terminal(IntSupplier measure, boolean colour, boolean unicode) {
    return new Screen(measure, true, colour, unicode);
  }

  /** How many columns there are. */
  public int width() {
    if (width == 0) {
      width = measure.getAsInt();
    }
    return width;
  }

  /** Whether a person looks at it. */
  public boolean terminal() {
    return terminal;
  }

  /** Whether it understands colours. */
  public boolean colour() {
    return colour;
  }

  /** A sentence in the lines that it takes on it. */
  public List<String> lines(String sentence) {
    return terminal ? WrappedText.lines(sentence, width()) : List.of(sentence);
  }

  /** How values are put into words on it. */
  Style style() {
    return terminal ? Style.BRIEF : Style.FULL;
  }

  /** Stands for what was cut off. */
  String ellipsis() {
    return unicode ? "…" : "~";
  }
}
