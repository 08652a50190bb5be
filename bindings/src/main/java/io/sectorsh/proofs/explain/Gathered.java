package io.sectorsh.proofs.explain;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.proofs.picture.Pool;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A fact that is being gathered. What fails or takes too long is missing and says so.
 *
 * @param <T> what it is
 */
final class Gathered<T> {
  private static final long LONGEST_SECONDS = 20;

  private final Future<Fact<T>> task;

  private Gathered(Future<Fact<T>> task) {
    this.task = task;
  }

  static <T> Gathered<T> start(Pool pool, Supplier<Fact<T>> gather) {
    return new Gathered<>(pool.start(() -> now(gather)));
  }

  static <T> Fact<T> now(Supplier<Fact<T>> gather) {
    try {
      return gather.get();
    } catch (OperatorException failed) {
      return Fact.missing(failed.what() + " (" + failed.where() + ")");
    }
  }

  Fact<T> get() {
    try {
      return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      task.cancel(true);
      return Fact.missing("no answer within " + LONGEST_SECONDS + " s");
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } catch (InterruptedException stop) {
      throw stopped();
    }
  }

  /** What nothing can be said without. */
  static <T> T required(Future<T> task) {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } catch (InterruptedException stop) {
      throw stopped();
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(failed.getCause());
  }

  private static CancellationException stopped() {
    Thread.currentThread().interrupt();
    return new CancellationException("stopped");
  }
}
