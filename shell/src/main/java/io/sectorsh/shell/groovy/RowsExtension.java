package io.sectorsh.shell.groovy;

import groovy.lang.Closure;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

/**
 * Groovy's list methods on lazy rows: what can stay lazy does, and what ends early closes its pass.
 * Groovy registers this class through META-INF/groovy.
 */
public final class RowsExtension {
  private RowsExtension() {}

  /** The rows that pass; read when asked for. */
  public static <T> Rows<T> findAll(Rows<T> self, Closure<?> test) {
    return self.filter(row -> truth(test.call(row)));
  }

  /** Each row turned into something else; read when asked for. */
  public static <T, R> Rows<R> collect(Rows<T> self, Closure<R> change) {
    return self.map(row -> change.call(row));
  }

  /** The first rows; read when asked for. */
  public static <T> Rows<T> take(Rows<T> self, long most) {
    return self.limit(most);
  }

  /** The first row that passes; null if none does. */
  public static <T> @Nullable T find(Rows<T> self, Closure<?> test) {
    return self.filter(row -> truth(test.call(row))).first().orElse(null);
  }

  /** How many rows pass. */
  public static <T> long count(Rows<T> self, Closure<?> test) {
    return findAll(self, test).count();
  }

  /** How many rows there are; reads them all. */
  public static <T> long size(Rows<T> self) {
    return self.count();
  }

  /** Whether some row passes. */
  public static <T> boolean any(Rows<T> self, Closure<?> test) {
    return findAll(self, test).first().isPresent();
  }

  /** Whether there is a row. */
  public static <T> boolean any(Rows<T> self) {
    return self.first().isPresent();
  }

  /** Whether all rows pass. */
  public static <T> boolean every(Rows<T> self, Closure<?> test) {
    return self.filter(row -> !truth(test.call(row))).first().isEmpty();
  }

  /** Whether there is no row. */
  public static <T> boolean isEmpty(Rows<T> self) {
    return self.first().isEmpty();
  }

  /** Groovy's truth: whether there is a row. */
  public static <T> boolean asBoolean(Rows<T> self) {
    return self.first().isPresent();
  }

  /** The row at a place, counted from 0; null behind the end. */
  public static <T> @Nullable T getAt(Rows<T> self, int place) {
    try (RowCursor<T> cursor = self.open()) {
      for (int at = 0; at < place && cursor.hasNext(); at++) {
        cursor.next();
      }
      return cursor.hasNext() ? cursor.next() : null;
    }
  }

  /** The first row; null if there is none. */
  public static <T> @Nullable T head(Rows<T> self) {
    return self.first().orElse(null);
  }

  private static boolean truth(@Nullable Object value) {
    return DefaultTypeTransformation.castToBoolean(value);
  }
}
