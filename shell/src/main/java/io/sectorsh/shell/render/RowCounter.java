package io.sectorsh.shell.render;

import java.util.Iterator;

/** Only counts. */
final class RowCounter implements RowPrinter {
  @Override
  public long print(RowSource source) {
    long count = 0;
    for (Iterator<?> rows = source.rows(); rows.hasNext(); rows.next()) {
      count++;
    }
    return count;
  }
}
