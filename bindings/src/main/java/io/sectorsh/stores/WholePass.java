package io.sectorsh.stores;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over several parts that goes on when one of them fails: first all rows that can be had,
 * then the failure. Nobody takes what is missing for what is not there.
 */
final class WholePass<T> implements RowCursor<T> {
  private final Iterator<Supplier<RowCursor<T>>> parts;
  private final List<OperatorException> failures;
  private @Nullable RowCursor<T> part;

  WholePass(List<Supplier<RowCursor<T>>> parts, List<OperatorException> failures) {
    this.parts = parts.iterator();
    this.failures = new ArrayList<>(failures);
  }

  @Override
  public boolean hasNext() {
    while (true) {
      RowCursor<T> open = part;
      try {
        if (open != null && open.hasNext()) {
          return true;
        }
        close();
        if (!parts.hasNext()) {
          break;
        }
        part = parts.next().get();
      } catch (OperatorException failure) {
        close();
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      OperatorException failure = StoreFailures.together(failures);
      failures.clear();
      throw failure;
    }
    return false;
  }

  @Override
  public T next() {
    RowCursor<T> open = hasNext() ? part : null;
    if (open == null) {
      throw new NoSuchElementException();
    }
    return open.next();
  }

  @Override
  public void close() {
    RowCursor<T> open = part;
    part = null;
    if (open != null) {
      open.close();
    }
  }
}
