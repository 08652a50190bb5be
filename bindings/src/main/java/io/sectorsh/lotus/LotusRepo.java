package io.sectorsh.lotus;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * lotus-miner's repository on disk, read as it is at the moment of each call, also while the miner
 * runs. Nothing is locked or changed; {@link RepoEdit} changes. Tokens and keys are never read.
 */
public final class LotusRepo {
  private final Path path;
  private final Optional<ChangeGuard> guard;

  private LotusRepo(Path path, Optional<ChangeGuard> guard) {
    this.path = path;
    this.guard = guard;
  }

  /**
   * Checks that there is a repository; reads nothing yet.
   *
   * @throws OperatorException NOT_A_REPO if there is none
   */
  public static LotusRepo open(Path path) {
    return open(path, Optional.empty());
  }

  /**
   * As {@link #open(Path)}, for a session whose mode decides whether {@link RepoEdit} may begin.
   */
  public static LotusRepo open(Path path, ChangeGuard guard) {
    return open(path, Optional.of(guard));
  }

  private static LotusRepo open(Path path, Optional<ChangeGuard> guard) {
    if (!isRepo(path)) {
      throw RepoFailures.noRepo(path);
    }
    return new LotusRepo(path, guard);
  }

  void requireApply() {
    guard.ifPresent(mode -> mode.requireApply("change lotus-miner's metadata in " + path));
  }

  /** As lotus itself decides. */
  static boolean isRepo(Path path) {
    return Files.isDirectory(path.resolve("datastore"))
        || Files.isDirectory(path.resolve("keystore"));
  }

  /** The repository's directory. */
  public Path getPath() {
    return path;
  }

  /** The LevelDB directory with the sectors. */
  public Path getMetadataPath() {
    return path.resolve("datastore").resolve("metadata");
  }

  Path getLockFile() {
    return path.resolve("repo.lock");
  }

  /**
   * All sectors by the number in their key, in order of the keys' text (1, 10, 11, 2).
   *
   * <p>The pass fails at a record that cannot be read; {@link #getSectorRecords()} goes on.
   */
  public Rows<SectorInfo> getSectors() {
    return Rows.of(SectorInfo.class, () -> new RepoCursor<>(this, LotusRepo::readable));
  }

  private static SectorInfo readable(SectorRecord entry) {
    return entry.sector().orElseThrow(() -> entry.problem().orElseThrow());
  }

  /** All sector keys with their record or what is wrong with it, in the same order. */
  public Rows<SectorRecord> getSectorRecords() {
    return Rows.of(SectorRecord.class, () -> new RepoCursor<>(this, Function.identity()));
  }

  /** The sector under a number, if there is one. */
  public Optional<SectorInfo> findSector(long number) {
    String key = LotusKeys.SECTORS + number;
    return get(LotusKeys.bytes(key))
        .map(value -> readable(SectorRecord.read(path.toString(), key, value)));
  }

  /**
   * The sector under a number.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public SectorInfo sector(long number) {
    return findSector(number)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "no sector " + number,
                    path.toString(),
                    "List what there is with: lotus.repo.sectors"));
  }

  /** The miner's address. */
  public Optional<Address> getMinerAddress() {
    return get(LotusKeys.MINER_ADDRESS)
        .map(value -> decoded("/miner-address", value, Address::fromBytes));
  }

  /**
   * The number assigned last, as stored; without effect in lotus once {@link #getAllocated()}
   * exists.
   */
  public OptionalLong getNextid() {
    return get(LotusKeys.NEXT_ID)
        .map(value -> decoded("/storage/nextid", value, Uvarint::decode))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /**
   * The number that lotus-miner would hand out next, the chain's allocation left aside: the lowest
   * that is neither allocated nor reserved (storage/pipeline/numassign.go). While there is no
   * allocated bitfield, all numbers up to {@link #getNextid()} count as allocated.
   */
  public long getNextNumber() {
    return allocatedAsRead(getAllocated(), getNextid()).union(getReserved()).lowestFree();
  }

  /**
   * The numbers that lotus takes for allocated (storage/pipeline/numassign.go).
   *
   * @param allocated the bitfield, which alone counts where it exists
   * @param nextid the number assigned last; without the bitfield all up to it count
   */
  public static SectorNumbers allocatedAsRead(
      Optional<SectorNumbers> allocated, OptionalLong nextid) {
    if (allocated.isPresent()) {
      return allocated.get();
    }
    return nextid.isPresent() ? SectorNumbers.range(0, nextid.getAsLong()) : SectorNumbers.EMPTY;
  }

  /**
   * The numbers that lotus-miner has ever assigned; empty for a repository that has no such key.
   */
  public Optional<SectorNumbers> getAllocated() {
    return numbers(LotusKeys.ALLOCATED, "/storage/sectorsids/allocated");
  }

  /** The numbers that are reserved under any name. */
  public SectorNumbers getReserved() {
    return numbers(LotusKeys.RESERVED, "/storage/sectorsids/reserved").orElse(SectorNumbers.EMPTY);
  }

  /** The reserved numbers by the name of the reservation. */
  public Map<String, SectorNumbers> getReservations() {
    Map<String, SectorNumbers> reservations = new TreeMap<>();
    try (LevelDbSnapshot snapshot = snapshot();
        RowCursor<LevelDbEntry> entries = snapshot.scan(LotusKeys.bytes(LotusKeys.RESERVATIONS))) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        reservations.put(
            entry.getKeyText().substring(LotusKeys.RESERVATIONS.length()),
            decoded(entry.getKeyText(), entry.getValue(), LotusRepo::bitfield));
      }
    }
    return reservations;
  }

  private Optional<SectorNumbers> numbers(byte[] key, String name) {
    return get(key).map(value -> decoded(name, value, LotusRepo::bitfield));
  }

  private static SectorNumbers bitfield(byte[] value) {
    CborReader reader = new CborReader(value);
    SectorNumbers numbers = reader.readSectorNumbers();
    reader.expectEnd();
    return numbers;
  }

  private <T> T decoded(String key, byte[] value, Function<byte[], T> form) {
    try {
      return form.apply(value);
    } catch (MalformedValueException malformed) {
      throw SectorRecord.damaged(path.toString(), key, malformed);
    }
  }

  private Optional<byte[]> get(byte[] key) {
    try (LevelDbSnapshot snapshot = snapshot(key)) {
      return snapshot.get(key);
    }
  }

  /** The whole metadata database as it is now; to be closed. */
  public LevelDbSnapshot snapshot() {
    return LevelDbSnapshot.open(getMetadataPath());
  }

  /** What of the database concerns the keys that begin so. */
  LevelDbSnapshot snapshot(byte[] prefix) {
    return LevelDbSnapshot.open(getMetadataPath(), prefix);
  }

  /**
   * The storage paths of {@code storage.json}; one that cannot be read is a row with its problem.
   */
  public List<StoragePath> getStoragePaths() {
    return StoragePaths.read(path.resolve("storage.json"));
  }

  /** What is set in {@code config.toml}, by section; values that may hold tokens are hidden. */
  public Map<String, Object> getConfig() {
    return RepoConfig.read(path.resolve("config.toml"));
  }

  /** Whether lotus-miner or a lotus tool has the repository open; looking disturbs nobody. */
  public boolean isInUse() {
    return getHolder().isPresent() || isLockHeldElsewhere();
  }

  private boolean isLockHeldElsewhere() {
    if (Files.notExists(getLockFile())) {
      return false;
    }
    try {
      return RecordLock.isHeldElsewhere(getLockFile());
    } catch (IOException failure) {
      throw RepoFailures.of(getLockFile(), failure);
    }
  }

  /** Which process has it open, if that can be told (in another container it cannot). */
  public Optional<LockHolder> getHolder() {
    long self = ProcessHandle.current().pid();
    return Stream.of(getLockFile(), getMetadataPath().resolve("LOCK"))
        .flatMap(file -> LockHolder.of(file).stream())
        .filter(holder -> holder.pid() != self)
        .findFirst();
  }

  /** The path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
