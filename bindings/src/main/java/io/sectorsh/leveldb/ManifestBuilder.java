package io.sectorsh.leveldb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Applies the version edits of a MANIFEST one after another.
 *
 * <p>goleveldb begins a new MANIFEST with the whole version and repeats the last edit behind it, so
 * tables may be added again, and removed although they are gone.
 */
final class ManifestBuilder {
  private static final String COMPARATOR = "leveldb.BytewiseComparator";
  private static final int MOST_LEVELS = 64;

  private final DatabaseFile file;
  private final Map<Long, TableFile> tables = new TreeMap<>();
  private final Set<Long> removed = new HashSet<>();
  private boolean any;
  private boolean logKnown;
  private long logNumber;
  private long previousLogNumber;
  private long nextNumber;

  ManifestBuilder(DatabaseFile file) {
    this.file = file;
  }

  void apply(Input edit) {
    any = true;
    List<Long> deleted = new ArrayList<>();
    List<TableFile> added = new ArrayList<>();
    while (edit.hasMore()) {
      applyMember(edit, deleted, added);
    }
    deleted.forEach(tables::remove);
    removed.addAll(deleted);
    added.forEach(table -> tables.put(table.number(), table));
  }

  private void applyMember(Input edit, List<Long> deleted, List<TableFile> added) {
    int tag = edit.length();
    switch (tag) {
      case 1 -> checkComparator(edit);
      case 2 -> {
        logNumber = edit.varint();
        logKnown = true;
      }
      case 3 -> nextNumber = Math.max(nextNumber, edit.varint());
      case 4 -> edit.varint();
      case 5 -> {
        level(edit);
        edit.prefixed();
      }
      case 6 -> {
        level(edit);
        deleted.add(edit.varint());
      }
      case 7 -> added.add(table(edit));
      case 9 -> previousLogNumber = edit.varint();
      default -> throw edit.damaged("unknown member " + tag);
    }
  }

  private static TableFile table(Input edit) {
    int level = level(edit);
    long number = edit.varint();
    long size = edit.varint();
    InternalKey smallest = InternalKey.parse(edit.prefixed(), edit);
    InternalKey largest = InternalKey.parse(edit.prefixed(), edit);
    return new TableFile(level, number, size, smallest, largest);
  }

  private static int level(Input edit) {
    int level = edit.length();
    if (level >= MOST_LEVELS) {
      throw edit.damaged("impossible level " + level);
    }
    return level;
  }

  private static void checkComparator(Input edit) {
    String name = new String(edit.prefixed(), StandardCharsets.UTF_8);
    if (!name.equals(COMPARATOR)) {
      throw edit.damaged("keys are in an order that is not lotus' (" + name + ")");
    }
  }

  Manifest build() {
    if (!any || !logKnown) {
      throw file.damaged(0, "holds no version");
    }
    return new Manifest(logNumber, previousLogNumber, sorted(tables.values()));
  }

  /** Whether an edit removed the table and none added it again. */
  boolean isRemoved(long number) {
    return removed.contains(number) && !tables.containsKey(number);
  }

  /** Whether the log is older than what an edit says is still to be read. */
  boolean isPast(long log) {
    return logKnown && log < logNumber && log != previousLogNumber;
  }

  /** No file of this or a higher number was known when the last edit was written. */
  long nextNumber() {
    return nextNumber;
  }

  /** The tables that the edits so far leave. */
  Collection<TableFile> tables() {
    return tables.values();
  }

  private static List<TableFile> sorted(Collection<TableFile> tables) {
    return tables.stream()
        .sorted(Comparator.comparingInt(TableFile::level).thenComparing(TableFile::smallest))
        .toList();
  }
}
