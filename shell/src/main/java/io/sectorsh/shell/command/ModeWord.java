package io.sectorsh.shell.command;

import io.sectorsh.migration.Mode;

/** The name of a mode as somebody typed it. */
public final class ModeWord {
  private ModeWord() {}

  /**
   * The mode that is meant.
   *
   * @throws UsageException if there is none of that name
   */
  public static Mode read(String typed) {
    String word = typed.strip();
    return Mode.ofWord(word)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no mode " + word, ":mode observe, :mode plan, :mode apply"));
  }
}
