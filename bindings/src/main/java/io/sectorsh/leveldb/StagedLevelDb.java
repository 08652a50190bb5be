package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes a LevelDB directory as a whole: the next version is made beside it from hard links,
 * checked by reading all of it, and swapped in with one atomic step. The old directory stays beside
 * as the undo.
 *
 * <p>The database is locked from {@link #begin} to {@link #close}. Nothing is changed on disk
 * before the first put or delete. After kill -9 or a power cut at any moment there is the old or
 * the new version, whole; what else was left is put away at the next begin. Not for use by several
 * threads at once.
 */
public final class StagedLevelDb implements LevelDbEdit {
  private static final Set<Path> LOCK_OR_LOG =
      Set.of(Path.of(FileNames.LOCK), Path.of("LOG"), Path.of("LOG.old"));

  private final Path original;
  private final Clock clock;
  private final Changes changes = new Changes();
  private final Optional<WholeFileLock> lock;
  private @Nullable StagingDirectory staging;
  private @Nullable NativeLevelDb database;
  private @Nullable WholeFileLock newLock;
  private @Nullable LevelDbSnapshot before;
  private boolean beforeOpened;
  private boolean committed;

  private StagedLevelDb(Path original, Clock clock, Optional<WholeFileLock> lock) {
    this.original = original;
    this.clock = clock;
    this.lock = lock;
  }

  /**
   * Locks a database, which is created at the commit if it is missing.
   *
   * @throws OperatorException IN_USE if somebody has it open
   */
  public static StagedLevelDb begin(Path directory) {
    return begin(directory, Clock.systemUTC());
  }

  /** As {@link #begin(Path)}, with the clock that names the kept directory. */
  public static StagedLevelDb begin(Path directory, Clock clock) {
    try {
      Path original = Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
      Path lockFile = original.resolve(FileNames.LOCK);
      Optional<WholeFileLock> lock = Optional.empty();
      if (Files.exists(lockFile)) {
        lock = WholeFileLock.tryExclusive(lockFile);
        if (lock.isEmpty()) {
          throw inUse(lockFile);
        }
      }
      StagedLevelDb begun = new StagedLevelDb(original, clock, lock);
      begun.cleanUp();
      return begun;
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
  }

  private void cleanUp() throws IOException {
    boolean clean = false;
    try {
      StagingDirectory.cleanUp(original, clock.instant());
      clean = true;
    } finally {
      if (!clean) {
        close();
      }
    }
  }

  private static OperatorException inUse(Path lockFile) {
    String holder =
        LockHolder.firstOf(lockFile).map(LockHolder::toString).orElse("a process unseen from here");
    return new OperatorException(
        ErrorCode.IN_USE,
        "is open in " + holder,
        String.valueOf(lockFile.getParent()),
        "Stop that process first; lotus-miner stop does it for lotus-miner.");
  }

  @Override
  public void put(byte[] key, byte[] value) {
    database().put(key, value);
    changes.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    database().delete(key);
    changes.delete(key);
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    NativeLevelDb open = database;
    if (open == null || !changes.contains(key)) {
      return getBefore(key);
    }
    return Optional.ofNullable(open.get(key));
  }

  @Override
  public void forEachChange(BiConsumer<byte[], Optional<byte[]>> change) {
    for (byte[] key : changes.keys()) {
      Optional<byte[]> now = get(key);
      Optional<byte[]> was = getBefore(key);
      if (!Arrays.equals(now.orElse(null), was.orElse(null))) {
        change.accept(key, now);
      }
    }
  }

  @Override
  public Optional<byte[]> getBefore(byte[] key) {
    if (!beforeOpened) {
      before = isPresent() ? LevelDbSnapshot.open(original) : null;
      beforeOpened = true;
    }
    return before == null ? Optional.empty() : before.get(key);
  }

  private NativeLevelDb database() {
    if (committed) {
      throw new IllegalStateException("committed already");
    }
    NativeLevelDb open = database;
    if (open == null) {
      open = stage();
      database = open;
    }
    return open;
  }

  private NativeLevelDb stage() {
    try {
      StagingDirectory directory = StagingDirectory.create(original, clock.instant());
      staging = directory;
      if (isDatabase()) {
        directory.fillFromOriginal();
      }
      return NativeLevelDb.open(directory.path());
    } catch (IOException failure) {
      throw DatabaseFile.failed(original, failure);
    }
  }

  @Override
  public boolean isPresent() {
    try {
      return isDatabase();
    } catch (IOException failure) {
      throw DatabaseFile.failed(original, failure);
    }
  }

  private boolean isDatabase() throws IOException {
    if (!Files.exists(original)) {
      return false;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(original, file -> !LOCK_OR_LOG.contains(file.getFileName()))) {
      return files.iterator().hasNext();
    }
  }

  /**
   * Writes, checks and swaps the next version in.
   *
   * @return where the old version is kept; empty if there was none or nothing was changed
   * @throws OperatorException if anything fails before the swap; the original is then untouched
   */
  public Optional<Path> commit() {
    if (committed) {
      throw new IllegalStateException("committed already");
    }
    NativeLevelDb open = database;
    StagingDirectory directory = staging;
    committed = true;
    if (open == null || directory == null) {
      return Optional.empty();
    }
    try {
      open.finish();
      directory.finish();
      checkLogs(directory);
      verify(directory);
      directory.sync();
      newLock = WholeFileLock.tryExclusive(directory.path().resolve(FileNames.LOCK)).orElse(null);
      return directory.swapIn();
    } catch (IOException failure) {
      throw DatabaseFile.failed(original, failure);
    }
  }

  /**
   * A log that lotus could find fault with must not be there (see {@link NativeLevelDb#finish}).
   */
  private static void checkLogs(StagingDirectory directory) {
    DirectoryState.of(directory.path())
        .logs()
        .forEach(
            (number, size) -> {
              if (size != 0) {
                throw new OperatorException(
                    ErrorCode.DAMAGED,
                    "log " + number + " was not turned into a table; the original is untouched",
                    directory.path().toString(),
                    "Try again.");
              }
            });
  }

  private void verify(StagingDirectory directory) throws IOException {
    try (LevelDbSnapshot after = LevelDbSnapshot.open(directory.path())) {
      if (isDatabase()) {
        try (LevelDbSnapshot before = LevelDbSnapshot.open(original)) {
          changes.verify(Optional.of(before), after);
        }
      } else {
        changes.verify(Optional.empty(), after);
      }
    }
  }

  /** Unlocks; throws the next version away unless it was committed. */
  @Override
  public void close() {
    try {
      if (database != null) {
        database.close();
      }
      if (staging != null) {
        staging.delete();
      }
    } catch (IOException failure) {
      throw DatabaseFile.failed(original, failure);
    } finally {
      if (before != null) {
        before.close();
      }
      lock.ifPresent(WholeFileLock::close);
      if (newLock != null) {
        newLock.close();
      }
    }
  }
}
