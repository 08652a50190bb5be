package io.sectorsh.shell.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns of a table are shown, how wide each is, and how a row becomes a line. */
final class TableLayout {
  private static final String GAP = "  ";
  private static final int NARROWEST_TEXT = 12;
  private static final int WIDEST_TEXT = 48;

  private final List<Shown> columns;
  private final List<String> left;
  private final Screen screen;

  private record Shown(Column column, int width, boolean right) {}

  private TableLayout(List<Shown> columns, List<String> left, Screen screen) {
    this.columns = columns;
    this.left = left;
    this.screen = screen;
  }

  /** Fits columns to a screen, by what the first rows hold. */
  static TableLayout fit(List<Column> columns, List<?> sample, Screen screen) {
    List<Shown> shown = new ArrayList<>();
    for (Column column : columns) {
      shown.add(measured(column, sample, screen));
    }
    List<String> left = new ArrayList<>();
    while (total(shown) > screen.width() && shown.size() > 1) {
      if (!narrowed(shown, screen.width())) {
        Shown least = least(shown);
        shown.remove(least);
        left.add(least.column().title());
      }
    }
    if (!left.isEmpty()) {
      widen(shown, sample, screen);
    }
    return new TableLayout(shown, left, screen);
  }

  private static Shown measured(Column column, List<?> sample, Screen screen) {
    int width = column.title().length();
    boolean right = !sample.isEmpty();
    boolean any = false;
    for (Object row : sample) {
      Object value = ValueText.unwrapped(column.of(row));
      width = Math.max(width, cell(value, screen).length());
      any |= value != null;
      right &= value == null || value instanceof Number || value instanceof Bytes;
    }
    int most = screen.terminal() ? Math.max(WIDEST_TEXT, column.title().length()) : width;
    return new Shown(column, Math.min(width, most), right && any);
  }

  private static String cell(@Nullable Object value, Screen screen) {
    return ValueText.of(value, screen.style());
  }

  private static int total(List<Shown> shown) {
    return shown.stream().mapToInt(Shown::width).sum() + GAP.length() * (shown.size() - 1);
  }

  /** Takes from the widest column of text; false if none can give enough. */
  private static boolean narrowed(List<Shown> shown, int width) {
    int excess = total(shown) - width;
    Shown widest = shown.stream().max(Comparator.comparingInt(Shown::width)).orElseThrow();
    int floor = Math.max(NARROWEST_TEXT, widest.column().title().length());
    if (widest.right() || widest.width() - floor < 1) {
      return false;
    }
    int narrower = Math.max(floor, widest.width() - excess);
    shown.set(shown.indexOf(widest), new Shown(widest.column(), narrower, false));
    return true;
  }

  private static Shown least(List<Shown> shown) {
    return shown.stream()
        .reduce((a, b) -> b.column().rank() >= a.column().rank() ? b : a)
        .orElseThrow();
  }

  /** Gives columns back what dropping another one has freed. */
  private static void widen(List<Shown> shown, List<?> sample, Screen screen) {
    for (int at = 0; at < shown.size(); at++) {
      Shown now = shown.get(at);
      int free = screen.width() - total(shown);
      int wanted = measured(now.column(), sample, screen).width();
      shown.set(at, new Shown(now.column(), Math.min(wanted, now.width() + free), now.right()));
    }
  }

  /** The line of titles. */
  String header() {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < columns.size(); at++) {
      append(line, at, columns.get(at).column().title());
    }
    return line.toString().stripTrailing();
  }

  /** A row as a line. */
  String line(Object row) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < columns.size(); at++) {
      append(line, at, cell(columns.get(at).column().of(row), screen));
    }
    return line.toString().stripTrailing();
  }

  /** The titles of the columns that did not fit. */
  List<String> leftOut() {
    return left;
  }

  private void append(StringBuilder line, int at, String text) {
    Shown shown = columns.get(at);
    if (at > 0) {
      line.append(GAP);
    }
    String fitted = fitted(text, shown.width());
    String padding = " ".repeat(Math.max(0, shown.width() - fitted.length()));
    line.append(shown.right() ? padding + fitted : fitted + padding);
  }

  private String fitted(String text, int width) {
    if (!screen.terminal() || text.length() <= width) {
      return text;
    }
    return text.substring(0, Math.max(0, width - 1)) + screen.ellipsis();
  }
}
