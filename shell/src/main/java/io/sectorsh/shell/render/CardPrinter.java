package io.sectorsh.shell.render;

import io.sectorsh.shell.prose.WrappedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes one thing with its parts below each other. Of a list of sentences or things each has a
 * line of its own and is shown whole: what is wrong and what to do about it.
 */
final class CardPrinter {
  private static final int MOST_LINES = 12;
  private static final int LEAST_ROOM = 20;

  private final Screen screen;
  private final Page page;

  CardPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  void print(Object value) {
    print(value, Columns.card(value));
  }

  /** Some parts of it. */
  void print(Object value, List<Column> parts) {
    int width = parts.stream().mapToInt(part -> part.title().length()).max().orElse(0);
    int room = screen.terminal() ? screen.width() - width - 2 : Screen.UNLIMITED;
    for (Column part : parts) {
      String title = part.title() + " ".repeat(width - part.title().length());
      String before = screen.colour() ? Ink.BOLD.on(title) : title;
      for (String line : lines(part.of(value), Math.max(room, LEAST_ROOM))) {
        page.line(before + "  " + line);
        before = " ".repeat(width);
      }
    }
  }

  private List<String> lines(@Nullable Object cell, int room) {
    if (ValueText.unwrapped(cell) instanceof Collection<?> list
        && list.stream().anyMatch(CardPrinter::isToldWhole)) {
      List<String> lines = new ArrayList<>();
      list.stream()
          .limit(MOST_LINES)
          .forEach(one -> lines.addAll(WrappedText.lines(sentence(one), room)));
      if (list.size() > MOST_LINES) {
        lines.add("and " + (list.size() - MOST_LINES) + " more");
      }
      return lines;
    }
    Style style = screen.terminal() ? Style.WHOLE : Style.FULL;
    return WrappedText.lines(ValueText.of(cell, style), room);
  }

  private static boolean isToldWhole(@Nullable Object one) {
    return one instanceof String text
        ? text.indexOf(' ') >= 0
        : one != null && Columns.hasParts(one);
  }

  private String sentence(Object one) {
    if (!Columns.hasParts(one)) {
      return ValueText.of(one, Style.FULL);
    }
    StringJoiner parts = new StringJoiner("; ");
    for (Column part : Columns.of(one)) {
      String text = ValueText.of(part.of(one), Style.FULL);
      if (!text.isEmpty()) {
        parts.add(text);
      }
    }
    return parts.toString();
  }
}
