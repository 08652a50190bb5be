package io.sectorsh.lotus.record;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of {@code lotus-miner backup}, or of the log in {@code kvlog/metadata}, which begins with
 * a backup. Read anew at each question; never changed.
 *
 * <p>Of a key that was written several times the last counts. lotus does not log what it deletes:
 * in a log, reservations and calls of workers that are long gone are still there.
 */
public final class MetadataBackup {
  private final Path path;

  private MetadataBackup(Path path) {
    this.path = path;
  }

  /**
   * Checks that there is a file; reads nothing yet.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public static MetadataBackup open(Path path) {
    try {
      java.nio.file.Files.readAttributes(path, BasicFileAttributes.class);
      return new MetadataBackup(path);
    } catch (IOException failure) {
      throw RepoFailures.of(path, failure);
    }
  }

  /** The file. */
  public Path getPath() {
    return path;
  }

  /**
   * All writes in their order, also those that later ones replace. Where the file is damaged, a row
   * with the problem comes last; a checksum that does not match is such a row too, before the log.
   */
  public Rows<BackupEntry> getEntries() {
    return Rows.of(BackupEntry.class, () -> BackupCursor.open(path));
  }

  /** What each key holds at the end, in the order of the last writes; problems as rows. */
  public Rows<BackupEntry> getLatestEntries() {
    return Rows.of(
        BackupEntry.class,
        () -> {
          Map<String, Long> logged = lastLogged();
          return Rows.of(BackupEntry.class, () -> BackupCursor.open(path))
              .filter(entry -> isLatest(entry, logged))
              .open();
        });
  }

  private static boolean isLatest(BackupEntry entry, Map<String, Long> logged) {
    Long last = entry.getProblem().isPresent() ? null : logged.get(entry.getKey());
    return last == null || last == entry.getOffset();
  }

  /** Where each key of the log was written last; memory grows with the log, not the backup. */
  private Map<String, Long> lastLogged() {
    Map<String, Long> last = new HashMap<>();
    try (RowCursor<BackupEntry> keys = BackupCursor.ofKeys(path)) {
      while (keys.hasNext()) {
        BackupEntry entry = keys.next();
        if (entry.getLoggedAt().isPresent()) {
          last.put(entry.getKey(), entry.getOffset());
        }
      }
    }
    return last;
  }

  /**
   * The sectors' keys with their newest record or what is wrong with it. Where the file is damaged,
   * a row without a number comes last and tells it.
   */
  public Rows<SectorRecord> getSectorRecords() {
    return sectors(SectorRecord.class, Function.identity());
  }

  /** The sectors' newest records; the pass fails where the file or a record is damaged. */
  public Rows<SectorInfo> getSectors() {
    return sectors(SectorInfo.class, SectorRecord::readable);
  }

  private <T> Rows<T> sectors(Class<T> type, Function<SectorRecord, T> form) {
    return Rows.of(
        type,
        () ->
            getLatestEntries()
                .filter(MetadataBackup::concernsSectors)
                .<T>map(entry -> form.apply(record(entry)))
                .open());
  }

  private static boolean concernsSectors(BackupEntry entry) {
    return entry.getProblem().isPresent() || entry.getKey().startsWith(LotusKeys.SECTORS);
  }

  private SectorRecord record(BackupEntry entry) {
    return entry
        .getProblem()
        .map(problem -> new SectorRecord("", Optional.empty(), Optional.of(problem)))
        .orElseGet(() -> SectorRecord.read(path.toString(), entry.getKey(), entry.getValue()));
  }

  /** What a key holds at the end. */
  public Optional<byte[]> get(String key) {
    return getEntries()
        .filter(entry -> entry.getProblem().isEmpty() && entry.getKey().equals(key))
        .map(BackupEntry::getValue)
        .stream()
        .reduce((earlier, later) -> later);
  }

  /** The newest record of a sector, if there is one. */
  public Optional<SectorInfo> findSector(long number) {
    String key = LotusKeys.SECTORS + number;
    return get(key).map(value -> SectorRecord.read(path.toString(), key, value).readable());
  }

  /** What is wrong with the file, if something is; reads all of it. */
  public Optional<OperatorException> getProblem() {
    return getEntries()
        .filter(entry -> entry.getProblem().isPresent())
        .first()
        .flatMap(BackupEntry::getProblem);
  }

  /** The path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
