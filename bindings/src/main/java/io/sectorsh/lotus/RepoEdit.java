package io.sectorsh.lotus;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.leveldb.StagedLevelDb;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One change of lotus-miner's metadata while no miner runs: all of it or nothing.
 *
 * <p>It holds lotus' own two locks from beginning to close, so no miner can start meanwhile. The
 * changes are staged beside the database, checked and swapped in at once (see {@link
 * StagedLevelDb}). The next number never goes back. Not for use by several threads at once.
 */
public final class RepoEdit implements AutoCloseable {
  private final LotusRepo repo;
  private final RepoLock lock;
  private final StagedLevelDb database;
  private OptionalLong nextid;
  private Optional<SectorNumbers> allocated;

  private RepoEdit(
      LotusRepo repo,
      RepoLock lock,
      StagedLevelDb database,
      OptionalLong nextid,
      Optional<SectorNumbers> allocated) {
    this.repo = repo;
    this.lock = lock;
    this.database = database;
    this.nextid = nextid;
    this.allocated = allocated;
  }

  /**
   * Takes both locks.
   *
   * @throws OperatorException IN_USE if a miner or a lotus tool runs, with its process if that can
   *     be told
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public static RepoEdit begin(LotusRepo repo) {
    repo.requireApply();
    RepoLock lock = RepoLock.take(repo);
    StagedLevelDb database = null;
    RepoEdit edit = null;
    try {
      database = StagedLevelDb.begin(repo.getMetadataPath());
      edit = withStoredNumbers(repo, lock, database);
      return edit;
    } finally {
      if (edit == null) {
        if (database != null) {
          database.close();
        }
        lock.close();
      }
    }
  }

  private static RepoEdit withStoredNumbers(LotusRepo repo, RepoLock lock, StagedLevelDb database) {
    if (!database.isPresent()) {
      return new RepoEdit(repo, lock, database, OptionalLong.empty(), Optional.empty());
    }
    return new RepoEdit(repo, lock, database, repo.getNextid(), repo.getAllocated());
  }

  /** The repository. */
  public LotusRepo getRepo() {
    return repo;
  }

  /** Sets the record under the sector's number. */
  public void putSector(SectorInfo sector) {
    database.put(LotusKeys.sector(sector.getSectorNumber()), sector.encode());
  }

  /**
   * Sets the number assigned last.
   *
   * @throws OperatorException REFUSED if it is lower than what is stored
   */
  public void setNextid(long last) {
    if (last < 0 || nextid.isPresent() && last < nextid.getAsLong()) {
      throw refused(
          "nextid would go back from " + nextid.orElse(0) + " to " + last,
          "Give " + nextid.orElse(0) + " or more.");
    }
    nextid = OptionalLong.of(last);
    database.put(LotusKeys.NEXT_ID, Uvarint.encode(last));
  }

  /**
   * Sets the numbers that count as assigned.
   *
   * @throws OperatorException REFUSED if a number that is stored would be missing
   */
  public void setAllocated(SectorNumbers numbers) {
    SectorNumbers lost = allocated.orElse(SectorNumbers.EMPTY).subtract(numbers);
    if (!lost.isEmpty()) {
      throw refused(
          "numbers would count as free again: " + lost,
          "Add to the stored numbers instead: repo.allocated.get().union(...)");
    }
    allocated = Optional.of(numbers);
    database.put(LotusKeys.ALLOCATED, new CborWriter().writeSectorNumbers(numbers).toBytes());
  }

  /**
   * Sets any key but those of the next number.
   *
   * @param key such as {@code /storage/sectorsids/reserved/name}
   */
  public void put(String key, byte[] value) {
    database.put(checked(key), value);
  }

  /** Removes any key but those of the next number. */
  public void delete(String key) {
    database.delete(checked(key));
  }

  private byte[] checked(String key) {
    byte[] bytes = LotusKeys.bytes(key);
    if (Arrays.equals(bytes, LotusKeys.NEXT_ID) || Arrays.equals(bytes, LotusKeys.ALLOCATED)) {
      throw refused(
          key + " is not to be set or removed as bytes", "Use setNextid and setAllocated.");
    }
    if (!key.startsWith("/")) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a key of lotus begins with /",
          key,
          "Write it as lotus does, such as /sectors/12.");
    }
    return bytes;
  }

  private OperatorException refused(String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, repo.toString(), next);
  }

  /**
   * Makes all changes take effect at once; the locks stay until close.
   *
   * @return where the metadata of before is kept; empty if there was none or nothing was changed
   * @throws OperatorException if anything fails; the metadata is then as it was
   */
  public Optional<Path> commit() {
    repo.requireApply();
    return database.commit();
  }

  /** Lets go of the locks; what was not committed is thrown away. */
  @Override
  public void close() {
    try {
      database.close();
    } finally {
      lock.close();
    }
  }
}
