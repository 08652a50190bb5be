package io.sectorsh.shell.line;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a shell does: at blanks, but not inside of quotes. */
public final class ShellWords {
  private ShellWords() {}

  /** The words of a line, without the quotes. */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char here = line.charAt(at);
      if (quote != 0 ? here == quote : here == '\'' || here == '"') {
        quote = quote == 0 ? here : 0;
        started = true;
      } else if (quote == 0 && Character.isWhitespace(here)) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
          started = false;
        }
      } else {
        word.append(here);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }
}
