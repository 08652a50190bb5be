package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.DraftLevelDb;
import io.sectorsh.leveldb.LevelDbEdit;
import io.sectorsh.leveldb.StagedLevelDb;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * One change of lotus-miner's metadata while no miner runs: all of it or nothing.
 *
 * <p>It holds lotus' own two locks from beginning to close, so no miner can start meanwhile. The
 * changes are staged beside the database, checked and swapped in at once (see {@link
 * StagedLevelDb}). What lotus would not work with is refused. The next number never goes back, and
 * the numbers of all records that are put or removed count as used. Not for use by several threads
 * at once.
 */
public final class RepoEdit implements AutoCloseable {
  private final LotusRepo repo;
  private final Optional<RepoLock> lock;
  private final LevelDbEdit database;
  private final RecordEdit records;
  private final NumberEdit numbers;
  private boolean numbersAreSet;
  private Optional<Path> previous = Optional.empty();

  private RepoEdit(LotusRepo repo, Optional<RepoLock> lock, LevelDbEdit database) {
    this.repo = repo;
    this.lock = lock;
    this.database = database;
    this.records = new RecordEdit(repo, database);
    this.numbers = NumberEdit.of(repo, database);
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
    return begin(repo, RepoLock.take(repo));
  }

  /**
   * One that is never committed: what it would change becomes a plan. Takes no locks, so that a
   * miner may run: what it writes meanwhile makes the plan stale, as far as it matters.
   */
  static RepoEdit draft(LotusRepo repo) {
    boolean present = Files.exists(repo.getMetadataPath().resolve("CURRENT"));
    LevelDbEdit draft =
        DraftLevelDb.of(present ? Optional.of(repo.database(new byte[0])) : Optional.empty());
    RepoEdit edit = null;
    try {
      edit = new RepoEdit(repo, Optional.empty(), draft);
      return edit;
    } finally {
      if (edit == null) {
        draft.close();
      }
    }
  }

  /** With lotus-miner's own lock, which goes with the edit. */
  static RepoEdit begin(LotusRepo repo, RepoLock lock) {
    StagedLevelDb database = null;
    RepoEdit edit = null;
    try {
      database = StagedLevelDb.begin(repo.getMetadataPath());
      edit = new RepoEdit(repo, Optional.of(lock), database);
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

  /** The repository. */
  public LotusRepo getRepo() {
    return repo;
  }

  /** The sector under a number as it will be, with what was put or removed so far. */
  public Optional<SectorInfo> findSector(long number) {
    return records.find(number);
  }

  /**
   * Sets the record under the sector's number.
   *
   * @throws OperatorException REFUSED if lotus-miner would not work with it: a state that it does
   *     not know, no number inside, or another number than the sector's
   */
  public void putSector(SectorInfo sector) {
    records.put(sector);
  }

  /**
   * Changes the record of a sector that is there; members that the change leaves alone stay as they
   * are, also those that are not known here.
   *
   * @param change such as {@code it.toBuilder().state("Proving").build()}
   * @throws OperatorException NOT_FOUND if there is none, otherwise as {@link #putSector}
   */
  public void updateSector(long number, UnaryOperator<SectorInfo> change) {
    SectorInfo before =
        findSector(number).orElseThrow(() -> RepoSnapshot.noSector(number, repo.toString()));
    SectorInfo after = change.apply(before);
    if (after.getSectorNumber() != number) {
      throw refused(
          "the change of sector " + number + " makes sector " + after.getSectorNumber() + " of it",
          "Put the other sector with putSector, then remove this one.");
    }
    records.put(after);
  }

  /**
   * Removes a sector's record, whether or not it can be read; its number stays used.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public void removeSector(long number) {
    records.remove(number);
  }

  /**
   * Sets the number assigned last.
   *
   * @throws OperatorException REFUSED if it is lower than what is stored
   */
  public void setNextid(long last) {
    numbers.setNextid(last);
  }

  /**
   * Sets the numbers that count as assigned.
   *
   * @throws OperatorException REFUSED if a number that counted would be missing
   */
  public void setAllocated(SectorNumbers all) {
    numbers.setAllocated(all);
  }

  /** Has more numbers count as assigned. */
  public void addAllocated(SectorNumbers more) {
    numbers.addAllocated(more);
  }

  /**
   * Keeps numbers back under a name.
   *
   * @throws OperatorException BAD_VALUE for a name that lotus would not take, REFUSED if the name
   *     or a number is taken
   */
  public void reserve(String name, SectorNumbers wanted) {
    numbers.reserve(name, wanted, false);
  }

  /** As {@link #reserve}, whatever was there under the name or is allocated. */
  public void replaceReservation(String name, SectorNumbers wanted) {
    numbers.reserve(name, wanted, true);
  }

  /**
   * Gives up a reservation; numbers that another one holds too stay reserved.
   *
   * @throws OperatorException NOT_FOUND if there is none of that name
   */
  public void freeReservation(String name) {
    numbers.free(name);
  }

  /**
   * Sets any key but those of the number assigner.
   *
   * @param key such as {@code /miner-address}; a sector's record is checked as by {@link
   *     #putSector}
   */
  public void put(String key, byte[] value) {
    byte[] bytes = checked(key);
    if (key.startsWith(LotusKeys.SECTORS)) {
      records.put(SectorRules.decode(key, value, repo.toString()));
    } else {
      database.put(bytes, value);
    }
  }

  /** Removes any key but those of the number assigner. */
  public void delete(String key) {
    byte[] bytes = checked(key);
    if (key.startsWith(LotusKeys.SECTORS) && LotusKeys.sectorNumber(key).isPresent()) {
      records.remove(LotusKeys.sectorNumber(key).getAsLong());
    } else {
      database.delete(bytes);
    }
  }

  /**
   * Sets or removes any key to what it was or is planned to be. Rules were asked when that was
   * found out; numbers are then left as they are set here.
   */
  void restore(String key, Optional<byte[]> value) {
    byte[] bytes = LotusKeys.bytes(key);
    numbersAreSet |= LotusKeys.isOfNumbers(key);
    if (value.isPresent()) {
      database.put(bytes, value.get());
    } else if (database.get(bytes).isPresent()) {
      database.delete(bytes);
    }
  }

  /** Every key that differs from what is stored, in the order of the keys. */
  void forEachChange(BiConsumer<String, Optional<byte[]>> change) {
    protectNumbers();
    database.forEachChange(
        (key, value) -> change.accept(new String(key, StandardCharsets.UTF_8), value));
  }

  private void protectNumbers() {
    if (!numbersAreSet) {
      numbers.protect(records.added().union(records.replaced()).union(records.removed()));
    }
  }

  private byte[] checked(String key) {
    byte[] bytes = LotusKeys.bytes(key);
    if (LotusKeys.isOfNumbers(key)) {
      throw refused(
          key + " is not to be set or removed as bytes",
          "Use setNextid, setAllocated, reserve or freeReservation.");
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
    protectNumbers();
    if (!(database instanceof StagedLevelDb staged)) {
      throw new IllegalStateException("a draft");
    }
    previous = staged.commit();
    return previous;
  }

  /** What was changed so far, in order to be told; complete after the commit. */
  public RepoChanges getChanges() {
    return new RepoChanges(
        records.added(),
        records.replaced(),
        records.removed(),
        numbers.newlyAllocated(),
        numbers.reserved(),
        numbers.freed(),
        numbers.numbers().next(SectorNumbers.EMPTY),
        previous);
  }

  /** Lets go of the locks; what was not committed is thrown away. */
  @Override
  public void close() {
    try {
      database.close();
    } finally {
      lock.ifPresent(RepoLock::close);
    }
  }
}
