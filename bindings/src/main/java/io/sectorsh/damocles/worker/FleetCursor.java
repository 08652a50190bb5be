package io.sectorsh.damocles.worker;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.rows.RowCursor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks many workers for their threads, some at once, and gives the rows in the order of the
 * workers. A worker that does not answer is a row.
 */
final class FleetCursor implements RowCursor<WorkerRow> {
  private static final int MOST_AT_ONCE = 8;

  private final ExecutorService askers;
  private final Deque<Future<List<WorkerRow>>> answers = new ArrayDeque<>();
  private final Deque<WorkerRow> rows = new ArrayDeque<>();

  FleetCursor(List<WorkerPing> pings, ChangeGuard guard, Instant now) {
    askers = Executors.newFixedThreadPool(MOST_AT_ONCE, FleetCursor::daemon);
    WorkerNotes notes = new WorkerNotes(pings);
    for (WorkerPing ping : pings) {
      answers.add(askers.submit(() -> ask(ping, guard, now, notes)));
    }
    askers.shutdown();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "workers");
    thread.setDaemon(true);
    return thread;
  }

  private static List<WorkerRow> ask(
      WorkerPing ping, ChangeGuard guard, Instant now, WorkerNotes notes) {
    boolean stale = ping.isStale(now);
    try {
      List<WorkerThread> threads = DamoclesWorker.at(ping.address(), guard).getThreads();
      List<String> told = notes.of(ping, threads);
      return threads.stream()
          .map(one -> new WorkerRow(ping, Optional.of(one), Optional.empty(), stale, told))
          .toList();
    } catch (OperatorException failure) {
      return List.of(
          new WorkerRow(ping, Optional.empty(), Optional.of(failure), stale, notes.of(ping)));
    }
  }

  @Override
  public boolean hasNext() {
    while (rows.isEmpty() && !answers.isEmpty()) {
      rows.addAll(next(answers.remove()));
    }
    return !rows.isEmpty();
  }

  private List<WorkerRow> next(Future<List<WorkerRow>> answer) {
    try {
      return answer.get();
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while workers were asked");
    } catch (ExecutionException failed) {
      close();
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    }
  }

  @Override
  public WorkerRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }

  @Override
  public void close() {
    askers.shutdownNow();
    answers.clear();
  }
}
