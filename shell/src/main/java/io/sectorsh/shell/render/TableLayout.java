package io.sectorsh.shell.render;

import io.sectorsh.filecoin.ChainEpoch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which columns of a table are shown, how wide each is, and how a row becomes a line. */
final class TableLayout {
  private static final String GAP = "  ";
  private static final int NARROWEST_TEXT = 12;

  /** So much of a text says something; no other is cut further while one has more. */
  private static final int TELLING_TEXT = 20;

  private static final int WIDEST_TEXT = 48;

  private final List<Shown> columns;
  private final List<String> left;
  private final Screen screen;

  private record Shown(Column column, int width, boolean right, boolean elastic) {
    Shown withWidth(int other) {
      return new Shown(column, other, right, elastic);
    }
  }

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
    if (screen.terminal()) {
      widen(shown, sample, screen);
    }
    return new TableLayout(shown, left, screen);
  }

  /** As wide as it would like to be, but for long texts. */
  private static Shown measured(Column column, List<?> sample, Screen screen) {
    Shown whole = whole(column, sample, screen);
    int most = Math.max(WIDEST_TEXT, column.title().length());
    return screen.terminal() ? whole.withWidth(Math.min(whole.width(), most)) : whole;
  }

  private static Shown whole(Column column, List<?> sample, Screen screen) {
    int width = column.title().length();
    boolean right = !sample.isEmpty();
    boolean any = false;
    boolean elastic = false;
    for (Object row : sample) {
      Object value = ValueText.unwrapped(column.of(row));
      width = Math.max(width, cell(value, screen).length());
      any |= value != null;
      right &= value == null || isNumber(value);
      elastic |= isElastic(value);
    }
    return new Shown(column, width, right && any, elastic);
  }

  private static String cell(@Nullable Object value, Screen screen) {
    return ValueText.of(value, screen.style());
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Bytes || value instanceof ChainEpoch;
  }

  /** Whether a part of it still tells something; an identifier is short already. */
  private static boolean isElastic(@Nullable Object value) {
    return value instanceof CharSequence
        || value instanceof Path
        || value instanceof Iterable
        || value instanceof Map
        || value instanceof Record;
  }

  private static int total(List<Shown> shown) {
    return shown.stream().mapToInt(Shown::width).sum() + GAP.length() * (shown.size() - 1);
  }

  /** Takes from the widest column of text; false if none can give enough. */
  private static boolean narrowed(List<Shown> shown, int width) {
    return narrowed(shown, width, TELLING_TEXT) || narrowed(shown, width, NARROWEST_TEXT);
  }

  private static boolean narrowed(List<Shown> shown, int width, int narrowest) {
    int excess = total(shown) - width;
    Optional<Shown> elastic =
        shown.stream().filter(Shown::elastic).max(Comparator.comparingInt(Shown::width));
    if (elastic.isEmpty()) {
      return false;
    }
    Shown widest = elastic.get();
    int floor = Math.max(narrowest, widest.column().title().length());
    if (widest.width() <= floor) {
      return false;
    }
    int narrower = Math.max(floor, widest.width() - excess);
    shown.set(shown.indexOf(widest), widest.withWidth(narrower));
    return true;
  }

  private static Shown least(List<Shown> shown) {
    return shown.stream()
        .reduce((a, b) -> b.column().rank() >= a.column().rank() ? b : a)
        .orElseThrow();
  }

  /** Gives columns what is left of the line. */
  private static void widen(List<Shown> shown, List<?> sample, Screen screen) {
    for (int at = 0; at < shown.size(); at++) {
      Shown now = shown.get(at);
      int free = screen.width() - total(shown);
      int wanted = whole(now.column(), sample, screen).width();
      shown.set(at, now.withWidth(Math.min(wanted, now.width() + Math.max(0, free))));
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

  /** Whether something of a row is not shown. */
  boolean cuts(Object row) {
    return !left.isEmpty()
        || columns.stream()
            .anyMatch(shown -> cell(shown.column().of(row), screen).length() > shown.width());
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

  /** Of a path the end tells more than the beginning. */
  private String fitted(String text, int width) {
    if (!screen.terminal() || text.length() <= width) {
      return text;
    }
    int kept = Math.max(0, width - 1);
    return text.startsWith("/")
        ? screen.ellipsis() + text.substring(text.length() - kept)
        : text.substring(0, kept) + screen.ellipsis();
  }
}
