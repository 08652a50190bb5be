package io.sectorsh.shell.render;

import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/** Writes rows as comma-separated values, as in RFC 4180 but with plain line ends. */
final class CsvPrinter implements RowPrinter {
  private final Page page;
  private final boolean header;

  CsvPrinter(Page page, boolean header) {
    this.page = page;
    this.header = header;
  }

  @Override
  public long print(RowSource source) {
    Sample sample = Sample.of(source);
    List<Column> columns =
        sample.columns().isEmpty() ? List.of(new Column("value", 0, row -> row)) : sample.columns();
    if (header) {
      StringJoiner titles = new StringJoiner(",");
      columns.forEach(column -> titles.add(quoted(column.title())));
      page.line(titles.toString());
    }
    long count = 0;
    for (Object row : sample.rows()) {
      page.line(line(columns, row));
      count++;
    }
    for (Iterator<?> rest = source.rows(); page.wantsMore() && rest.hasNext(); count++) {
      page.line(line(columns, rest.next()));
    }
    return count;
  }

  private static String line(List<Column> columns, Object row) {
    StringJoiner cells = new StringJoiner(",");
    columns.forEach(column -> cells.add(quoted(ValueText.of(column.of(row), Style.RAW))));
    return cells.toString();
  }

  private static String quoted(String text) {
    for (int at = 0; at < text.length(); at++) {
      char mark = text.charAt(at);
      if (mark == ',' || mark == '"' || mark == '\n' || mark == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }
}
