package io.sectorsh.lab.files;

import io.sectorsh.posix.FileLease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files that take long to open, one after the other, as on a disk that has become slow: each is
 * under a lease, which is let go some time after somebody wants the file, and taken again when he
 * is done. Nothing is left of it once the process has ended.
 */
public final class SlowFiles implements AutoCloseable {
  /** How often it is looked whether anybody wants a file: a percent or two of a processor. */
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  /** How soon a file that was read is looked after again. */
  private static final long TAKE_NANOS = Duration.ofMillis(10).toNanos();

  private final Supplier<Duration> delays;
  private final Set<FileLease> held = new LinkedHashSet<>();
  private final List<FileLease> free = new ArrayList<>();
  private final Deque<FileLease> wanted = new ArrayDeque<>();
  private long looked = System.nanoTime();
  private long due;
  private boolean closed;

  private SlowFiles(Supplier<Duration> delays) {
    this.delays = delays;
  }

  /**
   * Makes files slow until it is closed.
   *
   * @param delays how long the next one takes that is opened
   * @throws IOException if there are no leases on these files, or too many open files
   */
  public static SlowFiles of(Iterable<Path> files, Supplier<Duration> delays) throws IOException {
    SlowFiles slow = new SlowFiles(delays);
    try {
      for (Path file : files) {
        slow.add(FileLease.on(file));
      }
    } catch (IOException none) {
      slow.close();
      throw none;
    }
    Thread thread = new Thread(slow::keep, "slow-files");
    thread.setDaemon(true);
    thread.start();
    return slow;
  }

  private void add(FileLease lease) throws IOException {
    boolean taken = false;
    try {
      taken = lease.tryTake();
    } finally {
      (taken ? held : free).add(lease);
    }
  }

  private synchronized void keep() {
    try {
      while (!closed) {
        long pause = step(System.nanoTime());
        wait(pause / 1_000_000, (int) (pause % 1_000_000));
      }
    } catch (InterruptedException stop) {
      close();
    }
  }

  /** How long there is nothing to do then, in nanoseconds; not 0, which would be for ever. */
  private long step(long now) {
    free.removeIf(this::takeAgain);
    if (now - looked >= LOOK_NANOS) {
      looked = now;
      look(now);
    }
    if (!wanted.isEmpty() && now - due >= 0) {
      FileLease lease = wanted.removeFirst();
      lease.letGo();
      free.add(lease);
      begin(now);
    }
    long next = free.isEmpty() ? LOOK_NANOS : TAKE_NANOS;
    return Math.max(1, wanted.isEmpty() ? next : Math.min(next, due - now));
  }

  private boolean takeAgain(FileLease lease) {
    try {
      return lease.tryTake() && held.add(lease);
    } catch (IOException noMore) {
      lease.close();
      return true;
    }
  }

  private void look(long now) {
    boolean idle = wanted.isEmpty();
    held.stream().filter(FileLease::isAskedFor).forEach(wanted::addLast);
    wanted.forEach(held::remove);
    if (idle) {
      begin(now);
    }
  }

  private void begin(long now) {
    if (!wanted.isEmpty()) {
      due = now + delays.get().toNanos();
    }
  }

  /** How many files nobody can open at once now. */
  synchronized int heldBack() {
    return held.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (var leases : List.of(held, free, wanted)) {
      leases.forEach(FileLease::close);
      leases.clear();
    }
    notifyAll();
  }
}
