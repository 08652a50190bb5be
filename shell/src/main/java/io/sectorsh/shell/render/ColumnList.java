package io.sectorsh.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one class, which read rows of that class only.
 *
 * @param <T> what a row is
 */
final class ColumnList<T> {
  private final Class<T> type;
  private final List<Column> columns = new ArrayList<>();

  ColumnList(Class<T> type) {
    this.type = type;
  }

  /** Adds one; see {@link Column} for its rank. */
  ColumnList<T> add(String title, int rank, Function<T, @Nullable Object> value) {
    columns.add(
        new Column(title, rank, row -> type.isInstance(row) ? value.apply(type.cast(row)) : null));
    return this;
  }

  List<Column> all() {
    return List.copyOf(columns);
  }
}
