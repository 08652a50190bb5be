package io.sectorsh.shell.prompt;

import io.sectorsh.shell.render.Ink;
import io.sectorsh.shell.render.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** A page that stops at the end of each screen and asks whether to go on. */
final class Pager implements Page {
  private static final String QUESTION = "-- more: space page, enter line, a all, q quit --";
  private static final long GLANCE_MILLIS = 100;

  private final Terminal terminal;
  private final boolean colour;
  private int room;
  private int shown;
  private boolean all;
  private boolean quit;

  /**
   * @param asks whether to stop at all; false where nobody can answer
   */
  Pager(Terminal terminal, boolean colour, boolean asks) {
    this.terminal = terminal;
    this.colour = colour;
    this.all = !asks || terminal.getSize().getRows() < 4;
    this.room = terminal.getSize().getRows() - 2;
  }

  @Override
  public void line(String text) {
    if (quit) {
      return;
    }
    terminal.writer().println(text);
    room--;
  }

  @Override
  public void note(String text) {
    terminal.writer().println(colour ? Ink.FAINT.on(text) : text);
    terminal.flush();
  }

  @Override
  public void progress(String text) {
    terminal.writer().print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
    terminal.writer().print(text.isEmpty() ? "\r" : "");
    terminal.flush();
    shown = text.length();
  }

  @Override
  public boolean wantsMore() {
    if (!all && !quit && room <= 0) {
      ask();
    }
    return !quit;
  }

  private void ask() {
    terminal.writer().print(colour ? Ink.FAINT.on(QUESTION) : QUESTION);
    terminal.flush();
    Attributes cooked = terminal.enterRawMode();
    try {
      decide(key());
    } finally {
      terminal.setAttributes(cooked);
      terminal.writer().print("\r" + " ".repeat(QUESTION.length()) + "\r");
      terminal.flush();
    }
  }

  private void decide(int key) {
    switch (key) {
      case 'q', 'Q', 27, 3, 4, -1 -> quit = true;
      case 'a', 'A', 'G' -> all = true;
      case '\r', '\n', 'j' -> room = 1;
      default -> room = terminal.getSize().getRows() - 2;
    }
  }

  private int key() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int key = terminal.reader().read(GLANCE_MILLIS);
        if (key != NonBlockingReader.READ_EXPIRED) {
          return key;
        }
      }
      return -1;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
