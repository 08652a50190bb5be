package io.sectorsh.shell.render;

import java.util.Iterator;

/** Writes rows as a table that fits the screen, or as plain lines if they have no parts. */
final class TablePrinter implements RowPrinter {
  private final Screen screen;
  private final Page page;
  private final ProgressLine progress;

  TablePrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
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
    page.note(footer(count, page.wantsMore(), layout));
    return count;
  }

  private static String footer(long count, boolean all, TableLayout layout) {
    String rows = (all ? "" : "the first ") + (count == 1 ? "1 row" : count + " rows");
    return layout.leftOut().isEmpty()
        ? rows
        : rows + "; not shown: " + String.join(", ", layout.leftOut());
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
