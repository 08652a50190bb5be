package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Looks at p_aux of all sectors first, which takes a moment and finds what spoils whole partitions,
 * then at their challenged nodes. Tells where it stands four times a second.
 */
final class ForecastRun implements RowCursor<Forecast> {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final int MOST_BAD = 100;

  private final DueSectors due;
  private final SectorNumbers sectors;
  private final Iterator<SectorTask> tasks;
  private final StorePlaces places;
  private final FastHashes hashes;
  private final Duration limit;
  private final List<SectorTask> good = new ArrayList<>();
  private final List<SectorCheck> bad = new ArrayList<>();
  private final List<Long> spoiling = new ArrayList<>();
  private final List<Long> skipped = new ArrayList<>();
  private final List<Long> damaged = new ArrayList<>();
  private CheckRun run;
  private boolean deep;
  private boolean finished;
  private long checked;
  private long timed;
  private Duration reading = Duration.ZERO;
  private long start;

  /**
   * @param hashes ended with it, as are the places
   */
  ForecastRun(
      DueSectors due,
      Iterator<SectorTask> tasks,
      StorePlaces places,
      FastHashes hashes,
      Duration limit) {
    this.hashes = hashes;
    this.due = due;
    this.sectors = due.sectors();
    this.tasks = tasks;
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
    SectorNumbers wrong = SectorNumbers.of(bad.stream().mapToLong(SectorCheck::number).toArray());
    good.removeIf(task -> wrong.contains(task.number()));
    run.close();
    run = new CheckRun(List.copyOf(good).iterator(), hashes.shared(), limit);
    good.clear();
    start = System.nanoTime();
  }

  private void take(SectorCheck check) {
    if (deep || !check.isSound()) {
      checked++;
    }
    if (deep) {
      timed++;
      reading = check.reads().stream().map(FileReads::total).reduce(reading, Duration::plus);
    }
    if (!check.isSound()) {
      bad.add(check);
      switch (check.outcome()) {
        case PROVES -> damaged.add(check.number());
        case SKIPPED -> skipped.add(check.number());
        case SPOILS_PARTITION -> spoiling.add(check.number());
      }
    }
  }

  private Forecast forecast() {
    Window window = due.window();
    SectorNumbers spoilers = numbers(spoiling);
    Duration left = window.until(window.close());
    return new Forecast(
        window.deadline(),
        window.timeOf(window.open()),
        window.timeOf(window.close()),
        window.isChallengeKnown(),
        sectors.count(),
        checked,
        finished,
        spoilers,
        due.partitionsOf(spoilers),
        numbers(skipped),
        numbers(damaged),
        bad.subList(0, Math.min(MOST_BAD, bad.size())),
        reading.dividedBy(Math.max(1, timed)),
        needed(),
        left);
  }

  /** What the pass over the challenged nodes took, or takes at this pace. */
  private Duration needed() {
    if (timed == 0) {
      return Duration.ZERO;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    return finished ? taken : taken.multipliedBy(sectors.count()).dividedBy(timed);
  }

  private static SectorNumbers numbers(List<Long> list) {
    return SectorNumbers.of(list.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  @Override
  public void close() {
    run.close();
    places.close();
    hashes.close();
  }
}
