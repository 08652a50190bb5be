package io.sectorsh.proofs.picture;

import io.sectorsh.errors.OperatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A few threads for one question; they end with it, whatever they were waiting for. */
public final class Pool implements AutoCloseable {
  private final ExecutorService threads;

  /** So many threads at most. */
  public Pool(int most) {
    threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "proofs");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts a task. */
  public <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  /**
   * Does all tasks, side by side, and gives their results in the order of the tasks.
   *
   * @throws OperatorException the first failure among them
   */
  public <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<Future<T>> started = new ArrayList<>();
    tasks.forEach(task -> started.add(threads.submit(task)));
    List<T> results = new ArrayList<>();
    started.forEach(task -> results.add(result(task)));
    return results;
  }

  /**
   * Does the tasks that end in time; those that do not are left out.
   *
   * @param longest for all together
   */
  public <T> List<T> inTime(List<? extends Callable<T>> tasks, Duration longest) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> task :
          threads.invokeAll(tasks, Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS)) {
        if (!task.isCancelled()) {
          results.add(result(task));
        }
      }
      return results;
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private static <T> T result(Future<T> task) {
    try {
      return task.get();
    } catch (InterruptedException stop) {
      throw interrupted();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("stopped");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
