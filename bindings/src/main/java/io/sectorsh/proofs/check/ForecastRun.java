package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at p_aux of all sectors first, which takes a moment and finds what spoils whole partitions,
 * then at their challenged nodes. Tells where it stands four times a second.
 */
final class ForecastRun implements RowCursor<Forecast> {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final int MOST_BAD = 100;

  /** From so many sectors on, the first ones do not count for more than they are. */
  private static final int FEW = 8;

  private final DueSectors due;
  private final SectorNumbers sectors;
  private final Iterator<SectorTask> tasks;
  private final CopyFates fates;
  private final StorePlaces places;
  private final FastHashes hashes;
  private final Duration limit;
  private final List<SectorTask> good = new ArrayList<>();
  private final List<SectorCheck> bad = new ArrayList<>();
  private final Set<Long> checked = new HashSet<>();
  private CheckRun run;
  private boolean deep;
  private boolean finished;
  private long timed;
  private Duration reading = Duration.ZERO;
  private Optional<FileReads> slowest = Optional.empty();
  private long start;

  /**
   * @param fates of the sectors of these tasks
   * @param hashes ended with it, as are the places
   */
  ForecastRun(
      DueSectors due,
      Iterator<SectorTask> tasks,
      CopyFates fates,
      StorePlaces places,
      FastHashes hashes,
      Duration limit) {
    this.hashes = hashes;
    this.due = due;
    this.sectors = due.sectors();
    this.tasks = tasks;
    this.fates = fates;
    this.places = places;
    this.limit = limit;
    this.run = new CheckRun(first(), hashes.shared(), limit);
  }

  private Iterator<SectorTask> first() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return tasks.hasNext();
      }

      @Override
      public SectorTask next() {
        SectorTask task = tasks.next();
        good.add(task);
        return task.at(Depth.AUX);
      }
    };
  }

  @Override
  public boolean hasNext() {
    return !finished;
  }

  @Override
  public Forecast next() {
    if (finished) {
      throw new NoSuchElementException();
    }
    long from = System.nanoTime();
    while (System.nanoTime() - from < STEP.toNanos()) {
      if (run.hasNext()) {
        take(run.next());
      } else if (deep) {
        finished = true;
        close();
        return forecast();
      } else {
        goDeep();
      }
    }
    return forecast();
  }

  private void goDeep() {
    deep = true;
    Set<ReplicaFiles> wrong = bad.stream().map(SectorCheck::files).collect(Collectors.toSet());
    good.removeIf(task -> wrong.contains(task.files()));
    run.close();
    run = new CheckRun(List.copyOf(good).iterator(), hashes.shared(), limit);
    good.clear();
    start = System.nanoTime();
  }

  private void take(SectorCheck check) {
    if (deep || !check.isSound()) {
      checked.add(check.number());
    }
    if (deep) {
      timed++;
      check.reads().forEach(this::time);
    }
    if (!check.isSound()) {
      bad.add(check);
    }
    if (deep || !check.isSound()) {
      fates.add(check);
    }
  }

  private void time(FileReads file) {
    reading = reading.plus(file.total());
    if (slowest.isEmpty() || file.slowest().compareTo(slowest.get().slowest()) > 0) {
      slowest = Optional.of(file);
    }
  }

  private Forecast forecast() {
    Window window = due.window();
    SectorNumbers spoilers = fates.of(ProofOutcome.SPOILS_PARTITION);
    Duration left = window.until(window.close());
    return new Forecast(
        window.deadline(),
        window.timeOf(window.open()),
        window.timeOf(window.close()),
        window.isChallengeKnown(),
        sectors.count(),
        checked.size(),
        finished,
        spoilers,
        due.partitionsOf(spoilers),
        fates.of(ProofOutcome.LEFT_OUT),
        fates.of(ProofOutcome.PROVES),
        fates.withGoodCopy(true),
        fates.withGoodCopy(false),
        bad.subList(0, Math.min(MOST_BAD, bad.size())),
        reading.dividedBy(Math.max(1, timed)),
        slowest,
        needed(),
        left);
  }

  /**
   * What the pass over the challenged nodes took, or takes at this pace once it shows, of one copy
   * each.
   */
  private Duration needed() {
    if (timed == 0 || !finished && timed < FEW) {
      return Duration.ZERO;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    long parts = finished ? Math.min(timed, sectors.count()) : sectors.count();
    return taken.multipliedBy(parts).dividedBy(timed);
  }

  @Override
  public void close() {
    run.close();
    places.close();
    hashes.close();
  }
}
