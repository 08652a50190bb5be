package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.ReadWatch;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaFinding.Kind;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.RowCursor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks sectors side by side, a few on each disk, in the order in which they are done. A read that
 * does not come back is given up: its thread stays behind, its sector is told as not readable, and
 * so are all others of that disk until it answers again. For one caller; closing it or interrupting
 * the caller stops all.
 */
public final class CheckRun implements RowCursor<SectorCheck> {
  private static final int AT_ONCE = 16;
  private static final int EACH_DISK = 4;
  private static final int MOST_WAITING = 256;
  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration EVER = Duration.ofDays(365);

  private final Iterator<SectorTask> tasks;
  private final GroupHash hash;
  private final Duration limit;
  private final long end;
  private final Duration grace;
  private final ExecutorService threads = Threads.daemons("check");
  private final BlockingQueue<Running> ended = new LinkedBlockingQueue<>();
  private final Set<Running> running = new LinkedHashSet<>();
  private final Map<Object, Disk> disks = new LinkedHashMap<>();
  private final Deque<SectorCheck> ready = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private Consumer<CheckProgress> watcher = progress -> {};
  private long told = start;
  private long done;
  private long bytes;
  private int waiting;
  private boolean begun;

  /** What is to be read from one disk, and what of it is being read. */
  private static final class Disk {
    final Deque<SectorTask> queue = new ArrayDeque<>();
    int running;
    Duration slowest = Duration.ZERO;
    Optional<Path> stuck = Optional.empty();
  }

  private static final class Running {
    final SectorTask task;
    final Disk disk;
    final ReadWatch watch = new ReadWatch();
    boolean abandoned;
    volatile @Nullable SectorCheck check;
    volatile @Nullable RuntimeException failure;

    Running(SectorTask task, Disk disk) {
      this.task = task;
      this.disk = disk;
    }
  }

  /**
   * @param tasks read when there is room for more
   * @param hash hashes for several threads
   * @param limit how long one read may take
   */
  CheckRun(Iterator<SectorTask> tasks, GroupHash hash, Duration limit) {
    this(tasks, hash, limit, EVER, Duration.ZERO);
  }

  /**
   * One that ends early.
   *
   * @param tasks read when there is room for more
   * @param hash hashes for several threads
   * @param limit how long one read may take
   * @param longest for all together, from now on; after it nothing more is begun
   * @param grace for how long what was begun is waited for then; the rest is left out
   */
  public CheckRun(
      Iterator<SectorTask> tasks,
      GroupHash hash,
      Duration limit,
      Duration longest,
      Duration grace) {
    this.tasks = tasks;
    this.hash = hash;
    this.limit = limit;
    this.end = System.nanoTime() + longest.toNanos();
    this.grace = grace;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      long late = System.nanoTime() - end;
      if (late > grace.toNanos()) {
        return false;
      }
      if (late <= 0 || !begun) {
        begun = true;
        fill();
      }
      if (running.isEmpty()) {
        return !ready.isEmpty();
      }
      await();
    }
    return true;
  }

  @Override
  public SectorCheck next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    SectorCheck check = ready.removeFirst();
    done++;
    bytes += check.reads().stream().mapToLong(FileReads::bytes).sum();
    return check;
  }

  private void fill() {
    while (waiting < MOST_WAITING && ready.isEmpty() && tasks.hasNext()) {
      SectorTask task = tasks.next();
      disks.computeIfAbsent(task.device(), none -> new Disk()).queue.add(task);
      waiting++;
      start();
    }
    start();
  }

  private void start() {
    for (Disk disk : disks.values()) {
      while (!disk.queue.isEmpty() && hasRoom(disk)) {
        SectorTask task = disk.queue.removeFirst();
        waiting--;
        if (disk.stuck.isPresent()) {
          ready.add(notRead(task, disk.stuck.get()));
        } else {
          start(new Running(task, disk));
        }
      }
    }
  }

  private boolean hasRoom(Disk disk) {
    return disk.stuck.isPresent() || disk.running < EACH_DISK && running.size() < AT_ONCE;
  }

  private void start(Running one) {
    running.add(one);
    one.disk.running++;
    threads.execute(
        () -> {
          try {
            one.check = one.task.check(one.watch, hash);
          } catch (RuntimeException failed) {
            one.failure = failed;
          } finally {
            ended.add(one);
          }
        });
  }

  private void await() {
    try {
      long pause = Math.max(1, Math.min(250, limit.toMillis() / 4));
      @Nullable Running one = ended.poll(pause, TimeUnit.MILLISECONDS);
      if (one != null) {
        settle(one);
      }
      tell();
      running.stream().filter(this::isStuck).toList().forEach(this::abandon);
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** Tells a few times a second, on the caller's thread, where it is. */
  void watch(Consumer<CheckProgress> told) {
    watcher = told;
  }

  private void tell() {
    long now = System.nanoTime();
    if (now - told > STEP.toNanos()) {
      told = now;
      long[] current = running.stream().mapToLong(one -> one.task.number()).sorted().toArray();
      Duration elapsed = Duration.ofNanos(now - start);
      watcher.accept(new CheckProgress(done, bytes, elapsed, SectorNumbers.of(current)));
    }
  }

  private boolean isStuck(Running one) {
    return one.watch.waited().compareTo(patience(limit, one.disk.slowest)) > 0;
  }

  /**
   * How long one read is waited for: a slow disk that answers keeps each of several for as long as
   * all of them take.
   */
  static Duration patience(Duration limit, Duration slowest) {
    Duration answered = slowest.compareTo(limit) < 0 ? slowest : limit;
    Duration several = answered.multipliedBy(EACH_DISK);
    return several.compareTo(limit) > 0 ? several : limit;
  }

  private void settle(Running one) {
    if (one.abandoned) {
      one.disk.stuck = Optional.empty();
      return;
    }
    running.remove(one);
    one.disk.running--;
    @Nullable RuntimeException failed = one.failure;
    if (failed != null) {
      close();
      throw failed;
    }
    Optional.ofNullable(one.check).ifPresent(check -> settle(one.disk, check));
  }

  private void settle(Disk disk, SectorCheck check) {
    Duration slowest = check.slowestRead();
    disk.slowest = slowest.compareTo(disk.slowest) > 0 ? slowest : disk.slowest;
    ready.add(check);
  }

  private void abandon(Running one) {
    one.abandoned = true;
    running.remove(one);
    one.disk.running--;
    Path file = one.watch.file().orElse(one.task.files().sealed());
    one.disk.stuck = Optional.of(file);
    Duration waited = one.watch.waited();
    String text = "does not answer: given up after %d s".formatted(waited.toSeconds());
    ready.add(one.task.with(List.of(unreadable(file, text)), waited));
  }

  private static SectorCheck notRead(SectorTask task, Path stuck) {
    String text = "not read: its disk does not answer, a read of " + stuck + " hangs";
    return task.with(List.of(unreadable(task.files().sealed(), text)), Duration.ZERO);
  }

  private static ReplicaFinding unreadable(Path file, String text) {
    return new ReplicaFinding(Kind.UNREADABLE, file, 0, 0, text);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
