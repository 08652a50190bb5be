package io.sectorsh.shell.render;

import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** One pass over a value that is a list of things, whatever kind of list it is. */
final class RowSource implements AutoCloseable {
  private final Iterator<?> rows;
  private final AutoCloseable held;
  private final Class<?> rowType;

  private RowSource(Iterator<?> rows, AutoCloseable held, Class<?> rowType) {
    this.rows = new Unwrapping(rows);
    this.held = held;
    this.rowType = rowType;
  }

  /** Opens a pass; empty if the value is no list. */
  static Optional<RowSource> of(@Nullable Object value) {
    if (value instanceof Rows<?> rows) {
      RowCursor<?> cursor = rows.open();
      return Optional.of(new RowSource(cursor, cursor, rows.rowType()));
    }
    if (value instanceof BaseStream<?, ?> stream) {
      return Optional.of(new RowSource(stream.iterator(), stream, Object.class));
    }
    if (value instanceof Object[] array) {
      return over(Arrays.asList(array).iterator());
    }
    if (value instanceof Iterator<?> iterator) {
      return over(iterator);
    }
    if (value instanceof Iterable<?> list && isList(value)) {
      return over(list.iterator());
    }
    return Optional.empty();
  }

  /** A pass over one thing. */
  static RowSource single(Object value) {
    return new RowSource(List.of(value).iterator(), () -> {}, value.getClass());
  }

  private static Optional<RowSource> over(Iterator<?> rows) {
    return Optional.of(new RowSource(rows, () -> {}, Object.class));
  }

  /** Some single things can be walked through too: a path, a set of sector numbers, a JSON tree. */
  private static boolean isList(Object value) {
    String type = value.getClass().getName();
    return !(value instanceof Path)
        && !type.startsWith("io.sectorsh.filecoin.")
        && !type.startsWith("com.fasterxml.jackson.");
  }

  Iterator<?> rows() {
    return rows;
  }

  /** Has somebody told what the pass does while it works on a row. */
  void onProgress(Consumer<String> watcher) {
    if (held instanceof RowCursor<?> cursor) {
      cursor.onProgress(watcher);
    }
  }

  /** What the rows are; {@code Object} when unknown. */
  Class<?> rowType() {
    return rowType;
  }

  /** Rows without the {@code Optional} that may be around each. */
  private record Unwrapping(Iterator<?> rows) implements Iterator<@Nullable Object> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public @Nullable Object next() {
      return ValueText.unwrapped(rows.next());
    }
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
