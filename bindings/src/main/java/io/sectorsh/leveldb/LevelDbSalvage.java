package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A damaged or half-written LevelDB directory: what is wrong with it, and every record that can
 * still be read.
 *
 * <p>Works without CURRENT and MANIFEST, with cut, zeroed or changed logs and tables, and with
 * missing files. Every byte that comes out stood under a checksum that was verified. Files are only
 * opened for reading. Opening reads the whole directory once; memory grows with the number of
 * tables, blocks and damaged places, and with the keys of the logs, not with the records. Nobody
 * may write to the directory meanwhile.
 */
public final class LevelDbSalvage {
  private final Path directory;
  private final Losses losses = new Losses();
  private final List<LogWrites> logs = new ArrayList<>();
  private final List<SoundBlocks> tables = new ArrayList<>();

  private LevelDbSalvage(Path directory) {
    this.directory = directory;
  }

  /**
   * Looks through all files.
   *
   * @throws OperatorException if the directory itself cannot be read
   */
  public static LevelDbSalvage open(Path directory) {
    LevelDbSalvage salvage = new LevelDbSalvage(directory);
    VersionSurvey version = VersionSurvey.of(directory, salvage.losses);
    salvage.readLogs(version);
    salvage.readTables(version);
    return salvage;
  }

  private void readLogs(VersionSurvey version) {
    NavigableMap<Long, Path> found = VersionSurvey.numbered(directory, FileNames.LOG);
    found.forEach(
        (number, path) -> logs.add(LogWrites.read(path, version.isRetiredLog(number), losses)));
    version
        .version()
        .map(Manifest::logNumber)
        .filter(number -> number > 0 && !found.containsKey(number))
        .ifPresent(
            number -> {
              String name = String.valueOf(FileNames.log(directory, number).getFileName());
              Loss loss = new Loss(KeyRange.ALL, Long.MAX_VALUE, Rank.LOG);
              losses.add(name, 0, 0, DamageKind.LOG_MISSING, "is missing", loss);
            });
  }

  private void readTables(VersionSurvey version) {
    NavigableMap<Long, Path> found = VersionSurvey.numbered(directory, FileNames.TABLE);
    for (TableFile table : version.tables()) {
      if (!found.containsKey(table.number())) {
        Loss loss =
            new Loss(
                KeyRange.of(table.smallest().userKey(), table.largest().userKey()),
                Long.MAX_VALUE,
                version.rank(table.number()));
        losses.add(
            FileNames.table(table.number()),
            0,
            table.size(),
            DamageKind.TABLE_MISSING,
            "is missing",
            loss);
      }
    }
    for (Map.Entry<Long, Path> file : found.entrySet()) {
      long number = file.getKey();
      boolean retired = version.isRetired(number);
      SoundBlocks table =
          TableSurvey.of(
              file.getValue(), version.table(number), version.rank(number), retired, losses);
      tables.add(table);
    }
  }

  /** Whether there is a directory with any file of a LevelDB database. */
  public static boolean isDatabase(Path directory) {
    return Files.isDirectory(directory)
        && !(VersionSurvey.numbered(directory, FileNames.MANIFEST).isEmpty()
            && VersionSurvey.numbered(directory, FileNames.TABLE).isEmpty()
            && VersionSurvey.numbered(directory, FileNames.LOG).isEmpty());
  }

  /** The directory. */
  public Path getPath() {
    return directory;
  }

  /** What is damaged, by file and place; empty for a sound database. */
  public List<Damage> getDamages() {
    return losses.damages();
  }

  /** Whether a write of the key can have been lost. */
  public boolean isLost(byte[] key) {
    return losses.isLost(key);
  }

  /**
   * The newest readable write of every key, in order of the keys' bytes, deleted ones included (see
   * {@link SalvagedEntry#isDeleted()}).
   */
  public RowCursor<SalvagedEntry> scan() {
    return new SalvageCursor(logs, tables, losses);
  }

  /** The directory's path. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
