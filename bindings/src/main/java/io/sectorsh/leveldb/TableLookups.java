package io.sectorsh.leveldb;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a snapshot's tables for finding single keys in them: of those that were asked
 * last, so that memory does not grow with the database. Safe for use by several threads.
 */
final class TableLookups {
  /** An index takes about 3 % of its table: 1 MB of the largest that is written here. */
  private static final int MOST = 16;

  private final Map<Table, TableLookup> lookups =
      new LinkedHashMap<>(MOST * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Table, TableLookup> eldest) {
          return size() > MOST;
        }
      };

  synchronized TableLookup of(Table table) {
    return lookups.computeIfAbsent(table, TableLookup::new);
  }
}
