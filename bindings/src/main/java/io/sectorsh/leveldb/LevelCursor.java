package io.sectorsh.leveldb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass over tables that follow one another without overlap; one is being read at a time. */
final class LevelCursor implements EntryCursor {
  private final Deque<Table> rest;
  private final byte[] from;
  private @Nullable EntryCursor entries;
  private @Nullable InternalKey last;

  LevelCursor(List<Table> tables, byte[] from) {
    this.rest = new ArrayDeque<>(tables);
    this.from = from;
  }

  @Override
  public boolean advance() {
    while (entries == null || !entries.advance()) {
      if (rest.isEmpty()) {
        return false;
      }
      Table table = rest.removeFirst();
      if (last != null && last.compareTo(table.description().smallest()) >= 0) {
        throw table.file().damaged(0, "overlaps the table before it");
      }
      last = table.description().largest();
      entries = table.cursor(from);
    }
    return true;
  }

  @Override
  public InternalKey key() {
    return current().key();
  }

  @Override
  public byte[] value() {
    return current().value();
  }

  private EntryCursor current() {
    if (entries == null) {
      throw new IllegalStateException("before the first entry");
    }
    return entries;
  }
}
