package io.sectorsh.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does tasks on several threads and gives their results in the tasks' order; so many are under way
 * at a time that memory stays bounded. For one caller; closing it, or interrupting the caller,
 * stops all.
 */
final class OrderedWork<R> implements Iterator<R>, AutoCloseable {
  private final Iterator<? extends Callable<R>> tasks;
  private final ExecutorService threads;
  private final Deque<Future<R>> started = new ArrayDeque<>();
  private final int most;

  OrderedWork(Iterator<? extends Callable<R>> tasks, int threads) {
    this.tasks = tasks;
    this.most = 2 * threads;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "replica");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public boolean hasNext() {
    while (started.size() < most && tasks.hasNext()) {
      started.addLast(threads.submit(tasks.next()));
    }
    return !started.isEmpty();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return started.removeFirst().get();
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    } catch (ExecutionException failed) {
      close();
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
