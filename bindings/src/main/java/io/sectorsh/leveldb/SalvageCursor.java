package io.sectorsh.leveldb;

import io.sectorsh.rows.RowCursor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A pass over all sound files together: each key once, with its newest write.
 *
 * <p>What the database had let go of counts only for keys of which a newer write may be lost. A
 * table is opened when its first key comes up, and closed behind its last.
 */
final class SalvageCursor implements RowCursor<SalvagedEntry> {
  private final PriorityQueue<SalvageSource> sources =
      new PriorityQueue<>(Comparator.comparing(SalvageSource::key));
  private final Deque<SoundBlocks> waiting;
  private final Losses.Walk losses;
  private @Nullable SalvagedEntry next;

  SalvageCursor(List<LogWrites> logs, List<SoundBlocks> tables, Losses losses) {
    this.losses = losses.walk();
    this.waiting =
        new ArrayDeque<>(
            tables.stream()
                .filter(table -> table.first().isPresent())
                .sorted(Comparator.comparing(table -> table.first().orElseThrow()))
                .toList());
    logs.forEach(log -> advance(log.open()));
  }

  private void advance(SalvageSource source) {
    if (source.advance()) {
      sources.add(source);
    } else {
      source.close();
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && openDue()) {
      take();
    }
    return next != null;
  }

  /** Opens the tables that begin before the present key; false at the end of everything. */
  private boolean openDue() {
    while (!waiting.isEmpty()
        && (sources.isEmpty() || isDue(waiting.getFirst(), sources.element()))) {
      advance(waiting.removeFirst().open());
    }
    return !sources.isEmpty();
  }

  private static boolean isDue(SoundBlocks table, SalvageSource first) {
    byte[] begins = table.first().orElseThrow().userKey();
    return Arrays.compareUnsigned(begins, first.key().userKey()) <= 0;
  }

  /** Takes all writes of the lowest key, newest first. */
  private void take() {
    byte[] key = sources.element().key().userKey();
    losses.moveTo(key);
    SalvagedEntry chosen = null;
    SalvagedEntry retired = null;
    while (!sources.isEmpty() && Arrays.equals(sources.element().key().userKey(), key)) {
      SalvageSource source = sources.remove();
      if (chosen == null && !source.isRetired()) {
        chosen = new SalvagedEntry(source, certainty(source));
      } else if (chosen == null && retired == null && losses.isPerhapsInRetiredFiles()) {
        retired = new SalvagedEntry(source, Certainty.RETIRED);
      }
      advance(source);
    }
    next = better(chosen, retired);
  }

  private Certainty certainty(SalvageSource source) {
    return losses.canHideLater(source.key(), source.rank())
        ? Certainty.UNCONFIRMED
        : Certainty.CURRENT;
  }

  /** A retired write was met first, so it is the newer one; it counts where something is lost. */
  private static @Nullable SalvagedEntry better(
      @Nullable SalvagedEntry chosen, @Nullable SalvagedEntry retired) {
    boolean sure = chosen != null && chosen.getCertainty() == Certainty.CURRENT;
    return retired == null || sure ? chosen : retired;
  }

  @Override
  public SalvagedEntry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    SalvagedEntry entry = next;
    next = null;
    return entry;
  }

  @Override
  public void close() {
    sources.forEach(SalvageSource::close);
    sources.clear();
    waiting.clear();
  }
}
