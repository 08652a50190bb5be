package io.sectorsh.rows;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that goes on, looked at again and again until it is settled: each look is a row, the
 * last one tells how it ended. Nothing is looked at before somebody walks through it.
 *
 * <p>A pass that is settled otherwise than hoped for gives its last row, then fails. Interrupting
 * the walking thread ends the looking, not what is looked at.
 *
 * @param <T> what a look sees
 */
public final class Following<T> implements Iterable<T> {
  private final Rows<T> steps;
  private final Function<? super T, String> line;

  /**
   * @param type what a look sees
   * @param source begins to look
   * @param line a look in one short line, for a person who watches
   */
  public Following(Class<T> type, Supplier<RowCursor<T>> source, Function<? super T, String> line) {
    this.steps = Rows.of(type, source);
    this.line = Objects.requireNonNull(line);
  }

  /** The looks as a list that is not finished before the thing is settled. */
  public Rows<T> getSteps() {
    return steps;
  }

  /** A look in one short line. */
  public String line(T step) {
    return line.apply(step);
  }

  /** Waits until it is settled; the last look. Fails if it did not end as hoped. */
  public Optional<T> await() {
    Optional<T> last = Optional.empty();
    for (T step : steps) {
      last = Optional.of(step);
    }
    return last;
  }

  @Override
  public Iterator<T> iterator() {
    return steps.iterator();
  }

  @Override
  public String toString() {
    return "something that goes on; walk through it to watch";
  }
}
