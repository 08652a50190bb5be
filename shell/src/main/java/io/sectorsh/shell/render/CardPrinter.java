package io.sectorsh.shell.render;

import java.util.List;

/** Writes one thing with its parts below each other. */
final class CardPrinter {
  private final Screen screen;
  private final Page page;

  CardPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  void print(Object value) {
    List<Column> parts = Columns.card(value);
    int width = parts.stream().mapToInt(part -> part.title().length()).max().orElse(0);
    for (Column part : parts) {
      String text = ValueText.of(part.of(value), screen.style());
      if (text.isEmpty()) {
        continue;
      }
      String title = part.title() + " ".repeat(width - part.title().length());
      page.line((screen.colour() ? Ink.BOLD.on(title) : title) + "  " + fitted(text, width + 2));
    }
  }

  private String fitted(String text, int used) {
    int room = screen.width() - used;
    return !screen.terminal() || text.length() <= room || room < 2
        ? text
        : text.substring(0, room - 1) + screen.ellipsis();
  }
}
