package io.sectorsh.shell.render;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param title what stands above it
 * @param rank how soon it is left out where space is short: 0 never, then the highest first
 * @param value takes the column's value from a row
 */
record Column(String title, int rank, Function<Object, @Nullable Object> value) {
  /** The row's value for this column. */
  @Nullable Object of(Object row) {
    return value.apply(row);
  }
}
