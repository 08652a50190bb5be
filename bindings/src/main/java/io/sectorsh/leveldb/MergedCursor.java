package io.sectorsh.leveldb;

import io.sectorsh.rows.RowCursor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A pass over all sources together: each key once, with its newest value, without deleted ones. */
final class MergedCursor implements RowCursor<LevelDbEntry> {
  private final PriorityQueue<EntryCursor> sources =
      new PriorityQueue<>(Comparator.comparing(EntryCursor::key));
  private final byte[] prefix;
  private byte @Nullable [] lastKey;
  private @Nullable LevelDbEntry next;

  MergedCursor(List<EntryCursor> sources, byte[] prefix) {
    this.prefix = prefix;
    sources.forEach(this::advance);
  }

  private void advance(EntryCursor source) {
    if (source.advance()) {
      sources.add(source);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      EntryCursor source = sources.poll();
      if (source == null) {
        return false;
      }
      take(source);
    }
    return true;
  }

  private void take(EntryCursor source) {
    byte[] key = source.key().userKey();
    if (!Keys.startsWith(key, prefix)) {
      sources.clear();
      return;
    }
    if (lastKey == null || !Arrays.equals(lastKey, key)) {
      lastKey = key;
      next = source.key().isLive() ? new LevelDbEntry(key, source.value()) : null;
    }
    advance(source);
  }

  @Override
  public LevelDbEntry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    LevelDbEntry entry = next;
    next = null;
    return entry;
  }

  @Override
  public void close() {
    sources.clear();
  }
}
