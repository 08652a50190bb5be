package io.sectorsh.shell.prompt;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line as completion sees it.
 *
 * @param word the name under the cursor, as far as it is typed
 * @param line all that was typed
 * @param cursor where the cursor stands
 */
record TypedLine(String word, String line, int cursor) implements CompletingParsedLine {
  /** The line, cut where a name begins. */
  static TypedLine of(String line, int cursor) {
    int start = cursor;
    while (start > 0 && isNamePart(line.charAt(start - 1))) {
      start--;
    }
    if (start == 1 && line.charAt(0) == ':') {
      start = 0;
    }
    return new TypedLine(line.substring(start, cursor), line, cursor);
  }

  private static boolean isNamePart(char letter) {
    return Character.isJavaIdentifierPart(letter);
  }

  /** What stands before the word. */
  String before() {
    return line.substring(0, cursor - word.length());
  }

  @Override
  public int wordCursor() {
    return word.length();
  }

  @Override
  public int wordIndex() {
    return before().isBlank() ? 0 : 1;
  }

  @Override
  public List<String> words() {
    return before().isBlank() ? List.of(word) : List.of(before(), word);
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return word.length();
  }
}
