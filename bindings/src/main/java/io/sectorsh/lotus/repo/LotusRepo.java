package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.lotus.record.BackupWriter;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.MetadataBackup;
import io.sectorsh.lotus.record.NumberAssigner;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.record.RepoLayout;
import io.sectorsh.lotus.record.SectorHeader;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.salvage.RepoSalvage;
import io.sectorsh.lotus.salvage.SalvageReport;
import io.sectorsh.lotus.salvage.SalvageSources;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.FileView;
import io.sectorsh.migration.Mode;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.ReplacedFile;
import io.sectorsh.rows.Rows;
import io.sectorsh.textfile.TextView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * lotus-miner's repository on disk, read as it is at the moment of each call, also while the miner
 * runs. Nothing is locked or changed; {@link RepoEdit} changes. Tokens and keys are never read.
 */
public final class LotusRepo {
  private final Path path;
  private final ChangeGuard guard;

  private LotusRepo(Path path, ChangeGuard guard) {
    this.path = path;
    this.guard = guard;
  }

  /**
   * A repository that may only be looked at. Checks that there is one; reads nothing yet.
   *
   * @throws OperatorException NOT_A_REPO if there is none
   */
  public static LotusRepo open(Path path) {
    return open(path, new ChangeGuard(Mode.OBSERVE));
  }

  /**
   * As {@link #open(Path)}, for a session whose mode decides whether {@link RepoEdit} may begin.
   */
  public static LotusRepo open(Path path, ChangeGuard guard) {
    if (!RepoLayout.isRepo(path)) {
      throw RepoFailures.noRepo(path);
    }
    return new LotusRepo(path, guard);
  }

  void requireApply() {
    requireApply("change lotus-miner's metadata in " + path);
  }

  void requireApply(String change) {
    guard.requireApply(change);
  }

  /** Returns if a session may make a change now, or plan it. */
  void requireChange(String change) {
    if (!isPlanning()) {
      requireApply(change);
    }
  }

  /** What the session sees of files. */
  FileView view() {
    return FileView.of(guard);
  }

  /** What the session sees of small files. */
  TextView texts() {
    return TextView.of(guard);
  }

  /** Whether what is changed now becomes part of a plan instead of being done. */
  boolean isPlanning() {
    return guard.isPlanning();
  }

  /** Has the session do or plan a change. */
  void submit(Action action) {
    guard.submit(action);
  }

  private void requireNoSandbox(String change) {
    guard.requireNoSandbox(change);
  }

  /** The repository's directory. */
  public Path getPath() {
    return path;
  }

  /** The directory around it. */
  Path getDatastorePath() {
    return RepoLayout.databases(path);
  }

  /** The LevelDB directory with the sectors. */
  public Path getMetadataPath() {
    return RepoLayout.metadata(path);
  }

  Path getLockFile() {
    return RepoLayout.lockFile(path);
  }

  /**
   * All sectors by the number in their key, in order of the keys' text (1, 10, 11, 2).
   *
   * <p>The pass fails at a record that cannot be read; {@link #getSectorRecords()} goes on.
   */
  public Rows<SectorInfo> getSectors() {
    return Rows.of(SectorInfo.class, () -> RepoCursor.open(this, SectorRecord::readable));
  }

  /**
   * All sectors, of which only what a filter asks for is read, in the same order: the fast way to a
   * few of very many. {@link SectorHeader#read()} gives the whole record.
   */
  public Rows<SectorHeader> getSectorHeaders() {
    return Rows.of(SectorHeader.class, () -> RepoCursor.ofHeaders(this));
  }

  /** All sector keys with their record or what is wrong with it, in the same order. */
  public Rows<SectorRecord> getSectorRecords() {
    return Rows.of(SectorRecord.class, () -> RepoCursor.open(this, Function.identity()));
  }

  /** The sector under a number, if there is one. */
  public Optional<SectorInfo> findSector(long number) {
    return now(LotusKeys.SECTORS + number, snapshot -> snapshot.findSector(number));
  }

  /**
   * The sector under a number.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public SectorInfo sector(long number) {
    return now(LotusKeys.SECTORS + number, snapshot -> snapshot.sector(number));
  }

  /** The miner's address. */
  public Optional<Address> getMinerAddress() {
    return now(LotusKeys.MINER_ADDRESS, RepoSnapshot::getMinerAddress);
  }

  /**
   * The number assigned last, as stored; without effect in lotus once {@link #getAllocated()}
   * exists.
   */
  public OptionalLong getNextid() {
    return now(LotusKeys.NUMBERS, RepoSnapshot::getNextid);
  }

  /**
   * The number that lotus-miner would hand out next, the chain's allocation left aside: the lowest
   * that is neither allocated nor reserved (storage/pipeline/numassign.go). While there is no
   * allocated bitfield, all numbers up to {@link #getNextid()} count as allocated.
   */
  public long getNextNumber() {
    return now(LotusKeys.NUMBERS, RepoSnapshot::getNextNumber);
  }

  /**
   * The number that lotus-miner hands out next.
   *
   * @param onChain the numbers that the chain has seen (StateMinerAllocated), which lotus asks for
   *     each time
   */
  public long nextNumber(SectorNumbers onChain) {
    return now(LotusKeys.NUMBERS, snapshot -> snapshot.nextNumber(onChain));
  }

  /**
   * The numbers that lotus takes for allocated (storage/pipeline/numassign.go).
   *
   * @param allocated the bitfield, which alone counts where it exists
   * @param nextid the number assigned last; without the bitfield all up to it count
   */
  public static SectorNumbers allocatedAsRead(
      Optional<SectorNumbers> allocated, OptionalLong nextid) {
    return new NumberAssigner(allocated, nextid, SectorNumbers.EMPTY).allocatedAsRead();
  }

  /**
   * The numbers that lotus-miner has ever assigned; empty for a repository that has no such key.
   */
  public Optional<SectorNumbers> getAllocated() {
    return now(LotusKeys.NUMBERS, RepoSnapshot::getAllocated);
  }

  /** The numbers that are reserved under any name. */
  public SectorNumbers getReserved() {
    return now(LotusKeys.NUMBERS, RepoSnapshot::getReserved);
  }

  /** The reserved numbers by the name of the reservation. */
  public Map<String, SectorNumbers> getReservations() {
    return now(LotusKeys.NUMBERS, RepoSnapshot::getReservations);
  }

  /** Asks about keys that begin so, as they are now. */
  private <T> T now(String prefix, Function<RepoSnapshot, T> question) {
    LevelDbSnapshot database = database(LotusKeys.bytes(prefix));
    try (RepoSnapshot snapshot = new RepoSnapshot(this, Instant.now(), false, database)) {
      return question.apply(snapshot);
    }
  }

  /**
   * The metadata as of now, for several questions about one moment; to be closed. A running miner
   * is not disturbed.
   */
  public RepoSnapshot snapshot() {
    Instant now = Instant.now();
    return new RepoSnapshot(this, now, isInUse(), database(new byte[0]));
  }

  /** The same without a look at who has it open, which reads the locks of the whole machine. */
  RepoSnapshot snapshotOfContent() {
    return new RepoSnapshot(this, Instant.now(), false, database(new byte[0]));
  }

  /** What of the database concerns the keys that begin so. */
  LevelDbSnapshot database(byte[] prefix) {
    return RepoView.seen(guard, path, LevelDbSnapshot.open(getMetadataPath(), prefix));
  }

  /**
   * Changes the metadata at once and says what was changed: {@code repo.edit { it.putSector(s) }}.
   * While a plan is recorded, the changes go into the plan instead; then a miner may run.
   *
   * @param change makes all changes; if it fails, nothing is changed
   * @throws OperatorException IN_USE if a miner or a lotus tool runs
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public RepoChanges edit(Consumer<RepoEdit> change) {
    boolean planned = isPlanning();
    try (RepoEdit edit = planned ? RepoEdit.draft(this) : RepoEdit.begin(this)) {
      change.accept(edit);
      if (planned) {
        RepoActions.forEach(this, edit, this::submit);
      } else {
        edit.commit();
      }
      return edit.getChanges();
    }
  }

  /**
   * The storage paths of {@code storage.json}; one that cannot be read is a row with its problem.
   */
  public List<StoragePath> getStoragePaths() {
    return getStoragePaths(texts());
  }

  List<StoragePath> getStoragePaths(TextView view) {
    return StoragePaths.read(getStorageFile(), view);
  }

  /** Which storage paths there are. */
  Path getStorageFile() {
    return RepoLayout.storageFile(path);
  }

  /** The storage paths with what lies in them, and how to change which there are. */
  public RepoStorage getStorage() {
    return new RepoStorage(this);
  }

  /**
   * Writes the metadata as of now as {@code lotus-miner backup} does, also while a miner runs:
   * {@code lotus-miner init restore} takes it. Keys, token and configuration are not in it.
   *
   * @param file must not be there yet
   */
  public MetadataBackup writeBackup(Path file) {
    requireNoSandbox("write a backup to " + file);
    try (RepoSnapshot now = snapshot()) {
      ReplacedFile.create(file, out -> BackupWriter.write(now.getDatabase(), out));
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
    return MetadataBackup.open(file);
  }

  /** lotus-miner's own logs of its metadata ({@code kvlog/metadata}), oldest first; mostly none. */
  public List<MetadataBackup> getMetadataLogs() {
    Path directory = path.resolve("kvlog").resolve("metadata");
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".log.cbor"))
          .sorted()
          .map(MetadataBackup::open)
          .toList();
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }

  /** As {@link #writeBackup(Path)}. */
  public MetadataBackup writeBackup(String file) {
    return writeBackup(Path.of(file));
  }

  /**
   * Copies the repository as of now into a new directory: metadata, keys, token and settings, not
   * the files of sectors. A running miner is not disturbed. Tables of the metadata become hard
   * links, so it takes a moment and hardly any space on the same file system.
   *
   * @param to is created; may be an empty directory
   * @throws OperatorException REFUSED if something is there already, DAMAGED if the metadata is
   */
  public RepoBackup backup(Path to) {
    requireNoSandbox("copy " + path + " to " + to);
    return RepoBackups.make(this, to);
  }

  /** As {@link #backup(Path)}. */
  public RepoBackup backup(String to) {
    return backup(Path.of(to));
  }

  /**
   * Puts a backup in the place of this repository in one step; this one is kept beside it. What no
   * backup holds, above all the files of sectors, is in both then, as hard links.
   *
   * @param from made by {@link #backup(Path)}, or a copy of a whole repository
   * @throws OperatorException IN_USE if a miner runs
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public RestoredRepo restore(Path from) {
    return restore(open(from), path, guard);
  }

  /** As {@link #restore(Path)}. */
  public RestoredRepo restore(String from) {
    return restore(Path.of(from));
  }

  /**
   * Makes a repository, which may be gone altogether, what it was when a backup was made; as {@link
   * #restore(Path)}.
   *
   * @param guard asked first
   */
  public static RestoredRepo restore(LotusRepo backup, Path target, ChangeGuard guard) {
    guard.requireApply("replace " + target + " by the backup " + backup);
    try (RepoRestore restore = new RepoRestore(backup, target)) {
      return restore.restore();
    } catch (IOException failure) {
      throw RepoFailures.of(target, failure);
    }
  }

  /** What is set in {@code config.toml}, by section; values that may hold tokens are hidden. */
  public Map<String, Object> getConfig() {
    return RepoConfig.read(path.resolve("config.toml"));
  }

  /**
   * What is wrong with the metadata: files with the damaged places and the keys of which records
   * may be lost, records that lotus cannot use, numbers that do not fit. Reads all of it; changes
   * nothing.
   */
  public RepoCheck check() {
    return RepoExamination.of(this);
  }

  /**
   * Makes a new repository of all that can be recovered of this one, which stays as it is: every
   * readable record, with gaps filled from the kvlog. See {@link #salvage(Path, SalvageSources)}.
   */
  public SalvageReport salvage(Path to) {
    return salvage(to, SalvageSources.NONE);
  }

  /**
   * As {@link #salvage(Path)}, with further sources to fill gaps from.
   *
   * <p>Of each key the new repository holds the value that the database proves to be the last, or
   * the newest that any source has where the database may have lost one. Beside it, in {@code
   * TO.salvage.jsonl}, a line for each key says where it comes from. No number that any source has
   * seen in use will be given out again.
   *
   * @param to where the new repository is to be; nothing, or an empty directory, may be there
   * @throws OperatorException IN_USE while lotus-miner runs; REFUSED if something is there
   */
  public SalvageReport salvage(Path to, SalvageSources sources) {
    return RepoSalvage.run(path, to, sources, guard, this::requireNotInUse);
  }

  /**
   * Refuses what could not be written now.
   *
   * @throws OperatorException IN_USE while lotus-miner runs, with the process
   */
  public void requireNotInUse() {
    getUser()
        .ifPresent(
            user -> {
              throw inUse(user);
            });
  }

  OperatorException inUse(String user) {
    return new OperatorException(
        ErrorCode.IN_USE,
        "is open in " + user,
        path.toString(),
        "Stop lotus-miner first (lotus-miner stop), then try again.");
  }

  /**
   * Who has it open, such as {@code process 542 (lotus-miner)}, so that it cannot be written; empty
   * if nobody has. Of this process it is told, too: a lab's lotus-miner runs in it.
   */
  public Optional<String> getUser() {
    return RepoUse.user(path);
  }

  /**
   * As {@link #salvage(Path, SalvageSources)}, as a script writes it: {@code salvage(to: '/new',
   * backup: '/a/file', copy: '/another/repo', chain: lotus.node)}.
   */
  public SalvageReport salvage(Map<String, ?> options) {
    SalvageSources sources = SalvageSources.of(options);
    return salvage(SalvageSources.target(options), sources);
  }

  /** Whether lotus-miner or a lotus tool has the repository open; looking disturbs nobody. */
  public boolean isInUse() {
    return RepoUse.isInUse(path);
  }

  /** Which process has it open, if that can be told (in another container it cannot). */
  public Optional<LockHolder> getHolder() {
    return RepoUse.holder(path);
  }

  /** The path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
