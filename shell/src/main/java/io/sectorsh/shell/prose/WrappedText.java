package io.sectorsh.shell.prose;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long line between words, so that no terminal breaks it within one. */
public final class WrappedText {
  private static final String INDENT = "  ";

  private WrappedText() {}

  /**
   * The lines of a text, which may have several already.
   *
   * <p>A word that is longer than a line stays whole, and so does a command that stands in the
   * text: either has a line of its own, to be copied from there.
   *
   * @param columns how many letters a line may have; further lines begin a little to the right
   */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> wrap(line, columns, lines));
    return lines;
  }

  private static void wrap(String text, int columns, List<String> lines) {
    if (text.length() <= columns) {
      lines.add(text);
      return;
    }
    String margin = text.substring(0, text.length() - text.stripLeading().length());
    StringBuilder line = new StringBuilder(margin);
    boolean empty = true;
    for (String piece : Pieces.of(text.substring(margin.length()))) {
      if (!empty && line.length() + 1 + piece.length() > columns) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(margin).append(INDENT);
        empty = true;
      }
      line.append(empty ? "" : " ").append(piece);
      empty = false;
    }
    lines.add(line.toString());
  }
}
