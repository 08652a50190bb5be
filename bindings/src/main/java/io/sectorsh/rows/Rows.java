package io.sectorsh.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list whose rows are read anew at each pass, one at a time: a million sectors take no memory
 * until somebody keeps them.
 *
 * <p>A pass that is read to its end, or that fails, closes what it holds; {@link #stream()} is to
 * be closed by its user when it may end early. Immutable; passes are independent of each other.
 *
 * @param <T> what a row is
 */
public final class Rows<T> implements Iterable<T> {
  private final Class<?> rowType;
  private final Supplier<RowCursor<T>> source;

  private Rows(Class<?> rowType, Supplier<RowCursor<T>> source) {
    this.rowType = rowType;
    this.source = source;
  }

  /**
   * Rows that are read when they are asked for.
   *
   * @param rowType what the rows are, for choosing columns while there is no row yet
   * @param source opens one pass
   */
  public static <T> Rows<T> of(Class<T> rowType, Supplier<RowCursor<T>> source) {
    return new Rows<>(rowType, source);
  }

  /** Rows that are in memory already. */
  public static <T> Rows<T> of(Class<T> rowType, List<? extends T> rows) {
    List<T> copy = List.copyOf(rows);
    return new Rows<>(rowType, () -> RowCursor.over(copy.iterator()));
  }

  /** What the rows are; {@code Object} when unknown. */
  public Class<?> rowType() {
    return rowType;
  }

  /** Only the rows that pass. */
  public Rows<T> filter(Predicate<? super T> wanted) {
    return new Rows<>(rowType, () -> new FilterCursor<>(source.get(), wanted));
  }

  /** Each row turned into something else. */
  public <R> Rows<R> map(Function<? super T, ? extends R> change) {
    return new Rows<>(Object.class, () -> new MapCursor<T, R>(source.get(), change));
  }

  /** The first rows, at most {@code most} of them. */
  public Rows<T> limit(long most) {
    return new Rows<>(rowType, () -> new LimitCursor<>(source.get(), most));
  }

  /**
   * So many rows at a time; only one batch is in memory.
   *
   * @param size rows of a batch, 1 or more; the last one may have fewer
   */
  public Rows<List<T>> batched(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a batch has 1 row or more, not " + size);
    }
    return new Rows<>(List.class, () -> new BatchCursor<>(source.get(), size));
  }

  /** These rows, then the others. */
  public Rows<T> then(Rows<T> others) {
    return new Rows<>(rowType, () -> new ConcatCursor<>(source.get(), others.source));
  }

  /** The first row, if there is one. */
  public Optional<T> first() {
    try (RowCursor<T> cursor = source.get()) {
      return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
    }
  }

  /** How many rows there are; reads them all, keeps none. */
  public long count() {
    long count = 0;
    for (Iterator<T> rows = iterator(); rows.hasNext(); rows.next()) {
      count++;
    }
    return count;
  }

  /** All rows in memory. */
  public List<T> toList() {
    List<T> list = new ArrayList<>();
    forEach(list::add);
    return list;
  }

  /** One pass that closes itself at its end or at the first failure. */
  @Override
  public Iterator<T> iterator() {
    return new SelfClosing<>(source.get());
  }

  /** One pass whose holder closes it; use this where a pass may end early. */
  public RowCursor<T> open() {
    return source.get();
  }

  /** One pass as a stream; close it when it may end early. */
  public Stream<T> stream() {
    RowCursor<T> cursor = source.get();
    Spliterator<T> rows =
        Spliterators.spliteratorUnknownSize(
            new SelfClosing<>(cursor), Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(rows, false).onClose(cursor::close);
  }

  private static final class SelfClosing<T> implements Iterator<T> {
    private final RowCursor<T> cursor;

    SelfClosing(RowCursor<T> cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
      return guarded(this::hasNextOrClose);
    }

    @Override
    public T next() {
      return guarded(cursor::next);
    }

    private boolean hasNextOrClose() {
      boolean more = cursor.hasNext();
      if (!more) {
        cursor.close();
      }
      return more;
    }

    private <R> R guarded(Supplier<R> step) {
      try {
        return step.get();
      } catch (NoSuchElementException past) {
        throw past;
      } catch (RuntimeException | Error failure) {
        cursor.close();
        throw failure;
      }
    }
  }
}
