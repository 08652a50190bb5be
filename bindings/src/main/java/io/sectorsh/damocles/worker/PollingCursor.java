package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again until what it sees is settled. A daemon that is away for a moment, as for a
 * restart, does not end it.
 *
 * @param <T> what a look sees
 */
final class PollingCursor<T> implements RowCursor<T> {
  private static final int PATIENCE = 5;
  private static final Set<ErrorCode> PASSING =
      Set.of(ErrorCode.UNREACHABLE, ErrorCode.INTERRUPTED_ANSWER);

  private final Supplier<T> look;
  private final Function<? super T, Verdict> judge;
  private final Pace pace;
  private final long end;
  private @Nullable T seen;
  private Verdict verdict = Verdict.GOES_ON;
  private boolean first = true;
  private boolean closed;

  PollingCursor(Supplier<T> look, Function<? super T, Verdict> judge, Pace pace) {
    this.look = look;
    this.judge = judge;
    this.pace = pace;
    this.end = System.nanoTime() + pace.deadline().toNanos();
  }

  @Override
  public boolean hasNext() {
    if (seen != null) {
      return true;
    }
    if (closed || verdict.isSettled()) {
      verdict.failure().ifPresent(failure -> fail(failure));
      return false;
    }
    if (!first) {
      pause();
    }
    first = false;
    T now = patientLook();
    verdict = judge.apply(now);
    seen = now;
    return true;
  }

  private void fail(OperatorException failure) {
    if (!closed) {
      closed = true;
      throw failure;
    }
  }

  private T patientLook() {
    for (int failures = 1; ; failures++) {
      try {
        return look.get();
      } catch (OperatorException failure) {
        if (failures >= PATIENCE || !PASSING.contains(failure.code())) {
          throw failure;
        }
        pause();
      }
    }
  }

  private void pause() {
    if (System.nanoTime() + pace.interval().toNanos() - end > 0) {
      closed = true;
      throw new OperatorException(
          ErrorCode.INTERRUPTED_ANSWER,
          "not settled within " + pace.deadline().toSeconds() + " s; it goes on all the same",
          "waiting",
          "Look again later, or wait longer.");
    }
    try {
      TimeUnit.NANOSECONDS.sleep(pace.interval().toNanos());
    } catch (InterruptedException stop) {
      closed = true;
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting");
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T now = java.util.Objects.requireNonNull(seen);
    seen = null;
    return now;
  }

  @Override
  public void close() {
    closed = true;
  }

  /**
   * What a look means.
   *
   * @param isSettled whether nothing more will happen
   * @param failure set if it did not end as hoped
   */
  record Verdict(boolean isSettled, Optional<OperatorException> failure) {
    static final Verdict GOES_ON = new Verdict(false, Optional.empty());
    static final Verdict DONE = new Verdict(true, Optional.empty());

    static Verdict failed(String what, String where, String next) {
      return new Verdict(
          true, Optional.of(new OperatorException(ErrorCode.REJECTED, what, where, next)));
    }
  }
}
