package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.rows.RowCursor;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A LevelDB directory as it is at one moment, read without locks and without changing anything,
 * also while its owner runs.
 *
 * <p>All files of the version are opened at once, so a compaction that deletes them later does no
 * harm. Every checksum is verified. Damage is an {@link io.sectorsh.errors.OperatorException} with
 * {@link ErrorCode#DAMAGED} that names file and offset. Memory does not grow with the number of
 * keys. Safe for use by several threads; a cursor belongs to one.
 */
public final class LevelDbSnapshot implements AutoCloseable {
  private final Path directory;
  private final List<Table> tables;
  private final MemoryTable recent;
  private final TableLookups lookups = new TableLookups();

  private LevelDbSnapshot(Path directory, List<Table> tables, MemoryTable recent) {
    this.directory = directory;
    this.tables = tables;
    this.recent = recent;
  }

  /** Opens the directory as it is now. */
  public static LevelDbSnapshot open(Path directory) {
    return open(directory, new byte[0]);
  }

  /**
   * Opens only what is needed for the keys that begin so: other keys are not found in it. Much
   * faster for a single key of a large database.
   */
  public static LevelDbSnapshot open(Path directory, byte[] prefix) {
    return QuietMoment.of(
        directory, state -> attempt(directory, state, prefix), LevelDbSnapshot::close);
  }

  /**
   * The same moment as if some keys had been changed after it. Shares the files with this one: only
   * one of both is to be closed.
   *
   * @param changes new values by key, empty for a removed key
   */
  public LevelDbSnapshot with(Map<String, Optional<byte[]>> changes) {
    return new LevelDbSnapshot(directory, tables, recent.with(changes));
  }

  private static LevelDbSnapshot attempt(Path directory, DirectoryState state, byte[] prefix)
      throws NoSuchFileException {
    List<Table> tables = new ArrayList<>();
    boolean complete = false;
    try {
      Manifest version = readManifest(state.manifest());
      for (TableFile table : version.tables()) {
        if (table.mayContain(prefix)) {
          tables.add(Table.open(directory, table));
        }
      }
      MemoryTable recent = readLogs(directory, state.logsFor(version), prefix);
      complete = true;
      return new LevelDbSnapshot(directory, List.copyOf(tables), recent);
    } finally {
      if (!complete) {
        tables.forEach(Table::close);
      }
    }
  }

  private static Manifest readManifest(Path path) throws NoSuchFileException {
    try (DatabaseFile file = DatabaseFile.open(path)) {
      return Manifest.read(file);
    }
  }

  private static MemoryTable readLogs(Path directory, Map<Long, Long> logs, byte[] prefix)
      throws NoSuchFileException {
    MemoryTable recent = new MemoryTable(prefix);
    for (Long number : logs.keySet()) {
      try (DatabaseFile log = DatabaseFile.open(FileNames.log(directory, number))) {
        recent.read(log);
      }
    }
    return recent;
  }

  /** The directory. */
  public Path getPath() {
    return directory;
  }

  /** A pass over the keys that begin so (all, if empty), in order of their bytes. */
  public RowCursor<LevelDbEntry> scan(byte[] prefix) {
    List<EntryCursor> sources = new ArrayList<>();
    sources.add(recent.cursor(prefix));
    Map<Integer, List<Table>> levels = new TreeMap<>();
    for (Table table : tables) {
      if (table.description().mayContain(prefix)) {
        levels.computeIfAbsent(table.description().level(), level -> new ArrayList<>()).add(table);
      }
    }
    levels.forEach((level, tablesOfLevel) -> addSources(sources, level, tablesOfLevel, prefix));
    return new MergedCursor(sources, prefix.clone());
  }

  private static void addSources(
      List<EntryCursor> sources, int level, List<Table> tables, byte[] from) {
    if (level == 0) {
      tables.forEach(table -> sources.add(table.cursor(from)));
    } else {
      sources.add(new LevelCursor(tables, from));
    }
  }

  /** The newest value of a key, if it has one. Keys that are neighbours are found the fastest. */
  public Optional<byte[]> get(byte[] key) {
    Optional<FoundWrite> newest = recent.find(key);
    for (Table table : tables) {
      if (table.description().mayContain(key)) {
        newest = newer(newest, lookups.of(table).find(key));
      }
    }
    return newest.flatMap(FoundWrite::value);
  }

  private static Optional<FoundWrite> newer(Optional<FoundWrite> one, Optional<FoundWrite> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isNewerThan(other.get())) ? one : other;
  }

  /** Closes the files. */
  @Override
  public void close() {
    tables.forEach(Table::close);
  }

  /** The directory's path. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
