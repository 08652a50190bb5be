package io.sectorsh.jsonrpc;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * One pass over the answers to many calls, in the order of their keys. No more requests are under
 * way, or answered and not yet read, than there are connections.
 */
final class BulkCursor<K> implements RowCursor<BulkAnswer<K>> {
  private final Iterator<? extends K> keys;
  private final Function<List<K>, List<BulkAnswer<K>>> ask;
  private final BulkLimits limits;
  private final ExecutorService threads;
  private final Queue<Future<List<BulkAnswer<K>>>> underWay = new ArrayDeque<>();
  private Iterator<BulkAnswer<K>> ready = List.<BulkAnswer<K>>of().iterator();

  /**
   * @param ask what answers a batch
   */
  BulkCursor(
      Iterator<? extends K> keys, Function<List<K>, List<BulkAnswer<K>>> ask, BulkLimits limits) {
    this.keys = keys;
    this.ask = ask;
    this.limits = limits;
    this.threads =
        Executors.newFixedThreadPool(
            limits.connections(),
            task -> {
              Thread thread = new Thread(task, "rpc-bulk");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && !threads.isShutdown()) {
      send();
      Future<List<BulkAnswer<K>>> oldest = underWay.poll();
      if (oldest == null) {
        close();
      } else {
        ready = answered(oldest).iterator();
      }
    }
    return ready.hasNext();
  }

  private void send() {
    while (underWay.size() < limits.connections() && keys.hasNext()) {
      List<K> batch = new ArrayList<>(limits.batch());
      while (batch.size() < limits.batch() && keys.hasNext()) {
        batch.add(keys.next());
      }
      underWay.add(threads.submit(() -> ask.apply(batch)));
    }
  }

  private List<BulkAnswer<K>> answered(Future<List<BulkAnswer<K>>> batch) {
    try {
      return batch.get();
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new CallInterruptedException("bulk read");
    } catch (ExecutionException failed) {
      close();
      if (failed.getCause() instanceof OperatorException failure) {
        throw failure;
      }
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(failed);
    } catch (CancellationException closed) {
      throw new NoSuchElementException("closed");
    }
  }

  @Override
  public BulkAnswer<K> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  /** Cancels what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    underWay.forEach(batch -> batch.cancel(true));
    underWay.clear();
    ready = List.<BulkAnswer<K>>of().iterator();
  }
}
