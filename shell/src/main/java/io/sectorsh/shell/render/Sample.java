package io.sectorsh.shell.render;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The first rows of a list, read ahead to choose columns and widths by. */
record Sample(List<Object> rows, List<Column> columns) {
  private static final int SIZE = 200;

  static Sample of(RowSource source) {
    List<Object> first = new ArrayList<>();
    Iterator<?> rows = source.rows();
    while (first.size() < SIZE && rows.hasNext()) {
      first.add(rows.next());
    }
    List<Column> columns = Columns.of(first);
    return new Sample(first, first.isEmpty() ? Columns.of(source.rowType()) : columns);
  }
}
