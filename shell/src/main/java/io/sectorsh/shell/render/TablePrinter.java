package io.sectorsh.shell.render;

import java.util.Iterator;
import java.util.List;

/** Writes rows as a table that fits the screen, or as plain lines if they have no parts. */
final class TablePrinter implements RowPrinter {
  private final Screen screen;
  private final Page page;
  private final ProgressLine progress;
  private final boolean upright;

  /**
   * @param upright whether a single row that does not fit may have its parts below each other
   */
  TablePrinter(Screen screen, Page page, boolean upright) {
    this.screen = screen;
    this.page = page;
    this.upright = upright;
    this.progress = new ProgressLine(screen, page);
  }

  @Override
  public long print(RowSource source) {
    source.onProgress(progress::show);
    Sample sample = Sample.of(source);
    progress.clear();
    if (sample.columns().isEmpty()) {
      return lines(sample, source.rows());
    }
    TableLayout layout = TableLayout.fit(sample.columns(), sample.rows(), screen);
    if (upright && sample.rows().size() == 1 && layout.cuts(sample.rows().get(0))) {
      new CardPrinter(screen, page).print(sample.rows().get(0), sample.columns());
      note(footer(1, true, List.of()));
      return 1;
    }
    page.line(screen.colour() ? Ink.BOLD.on(layout.header()) : layout.header());
    long count = 0;
    for (Object row : sample.rows()) {
      if (!page.wantsMore()) {
        break;
      }
      page.line(layout.line(row));
      count++;
    }
    for (Iterator<?> rows = source.rows(); page.wantsMore() && rows.hasNext(); count++) {
      String line = layout.line(rows.next());
      progress.clear();
      page.line(line);
    }
    progress.clear();
    note(footer(count, page.wantsMore(), layout.leftOut()));
    return count;
  }

  private void note(String text) {
    screen.lines(text).forEach(page::note);
  }

  private static String footer(long count, boolean all, List<String> leftOut) {
    String rows = (all ? "" : "the first ") + (count == 1 ? "1 row" : count + " rows");
    return leftOut.isEmpty() ? rows : rows + "; not shown: " + String.join(", ", leftOut);
  }

  private long lines(Sample sample, Iterator<?> rest) {
    long count = 0;
    for (Object row : sample.rows()) {
      page.line(ValueText.of(row, screen.style()));
      count++;
    }
    for (; page.wantsMore() && rest.hasNext(); count++) {
      String line = ValueText.of(rest.next(), screen.style());
      progress.clear();
      page.line(line);
    }
    progress.clear();
    return count;
  }
}
