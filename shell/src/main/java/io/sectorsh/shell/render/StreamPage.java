package io.sectorsh.shell.render;

import java.io.PrintStream;

/** A page that is an output stream: what reads it may go away at any time, as {@code head} does. */
public final class StreamPage implements Page {
  private static final int ROWS_BETWEEN_CHECKS = 64;

  private final PrintStream lines;
  private final PrintStream notes;
  private int row;
  private int shown;
  private boolean broken;

  /**
   * @param lines takes the result
   * @param notes takes what is said about it
   */
  public StreamPage(PrintStream lines, PrintStream notes) {
    this.lines = lines;
    this.notes = notes;
  }

  @Override
  public void line(String text) {
    lines.print(text);
    lines.print('\n');
  }

  @Override
  public void note(String text) {
    lines.flush();
    notes.println(text);
  }

  @Override
  public void progress(String text) {
    lines.flush();
    notes.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
    notes.print(text.isEmpty() ? "\r" : "");
    notes.flush();
    shown = text.length();
  }

  @Override
  public boolean wantsMore() {
    if (++row % ROWS_BETWEEN_CHECKS == 0) {
      broken = lines.checkError();
    }
    return !broken;
  }
}
