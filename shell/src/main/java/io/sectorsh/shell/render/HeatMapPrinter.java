package io.sectorsh.shell.render;

import io.sectorsh.proofs.picture.HeatMap;
import io.sectorsh.proofs.picture.HeatMap.Cell;

/** Draws all deadlines of a proving period, a column each. */
final class HeatMapPrinter {
  private static final String LEGEND =
      ". empty   o fine   * proven in this window   r recovering   x some faulty   X all faulty";

  private final Screen screen;
  private final Page page;

  HeatMapPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  void print(HeatMap map) {
    StringBuilder tens = new StringBuilder();
    StringBuilder ones = new StringBuilder();
    StringBuilder states = new StringBuilder();
    for (Cell cell : map.cells()) {
      int deadline = cell.deadline();
      tens.append(deadline % 10 == 0 ? (char) ('0' + deadline / 10 % 10) : ' ');
      ones.append((char) ('0' + deadline % 10));
      states.append(drawn(cell));
    }
    page.line("deadline " + map.current() + " at epoch " + KnownText.of(map.now(), Style.BRIEF));
    page.line(tens.toString().stripTrailing());
    page.line(ones.toString());
    page.line(states.toString());
    page.line(" ".repeat(map.current()) + "^");
    page.note(LEGEND);
  }

  private String drawn(Cell cell) {
    return switch (cell.heat()) {
      case EMPTY -> ".";
      case FINE -> cell.submitted() > 0 ? ink(Ink.GREEN, "*") : ink(Ink.GREEN, "o");
      case RECOVERING -> ink(Ink.YELLOW, "r");
      case SOME_FAULTY -> ink(Ink.YELLOW, "x");
      case ALL_FAULTY -> ink(Ink.RED, "X");
    };
  }

  private String ink(Ink ink, String text) {
    return screen.colour() ? ink.on(text) : text;
  }
}
