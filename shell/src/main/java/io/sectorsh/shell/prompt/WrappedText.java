package io.sectorsh.shell.prompt;

/** Breaks a long line between words, so that no terminal breaks it within one. */
final class WrappedText {
  private static final String INDENT = "  ";

  private WrappedText() {}

  /** The text in lines of at most so many columns; a word that is longer has a line of its own. */
  static String of(String text, int columns) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > columns) {
        lines.append('\n').append(INDENT);
        length = INDENT.length();
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.toString();
  }
}
