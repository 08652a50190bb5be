package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.MountPoints;
import io.sectorsh.posix.Owner;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.posix.SiblingDirectory;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a backup in the place of a repository in one step; the repository of before stays beside it.
 * The locks of both are held until the end, so that no miner starts in the middle.
 */
final class RepoRestore implements AutoCloseable {
  private static final String PURPOSE = "restoring";

  private final LotusRepo backup;
  private final Path target;
  private final Deque<AutoCloseable> locks = new ArrayDeque<>();

  RepoRestore(LotusRepo backup, Path target) throws IOException {
    this.backup = backup;
    this.target = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  RestoredRepo restore() throws IOException {
    checkBackup();
    boolean exists = Files.exists(target) && !RepoBackups.isEmptyDirectory(target);
    if (exists) {
      refuseMountPoints();
      lockOld();
    }
    Instant now = Instant.now();
    SiblingDirectory.cleanUp(target, PURPOSE, now);
    SiblingDirectory next = SiblingDirectory.create(target, PURPOSE, now);
    try {
      RepoCopy copy = new RepoCopy(backup.getPath(), next.path()).make();
      Set<String> carried = finish(next.path(), exists);
      swap(next);
      return new RestoredRepo(target, keepOld(next, exists), copy.keys(), carried);
    } finally {
      next.delete();
    }
  }

  private void checkBackup() throws IOException {
    if (backup.isInUse()) {
      throw new OperatorException(
          ErrorCode.IN_USE,
          "a lotus program works in the backup",
          backup.toString(),
          "Stop it, or take another backup.");
    }
    if (Files.exists(target) && Files.isSameFile(backup.getPath(), target)) {
      throw RepoBackups.refused(target, "is the backup itself", "Name the repository.");
    }
  }

  /** A mount point cannot be exchanged, and files cannot be linked out of one. */
  private void refuseMountPoints() throws IOException {
    for (Path mounted : MountPoints.within(target)) {
      throw RepoBackups.refused(
          mounted,
          "is a mount point, which no restored repository can take the place of in one step",
          mounted.equals(target)
              ? "Restore beside it with lotus.restore(backup, path), then point LOTUS_MINER_PATH"
                  + " there."
              : "Mount it outside of the repository and name that place in storage.json, or restore"
                  + " beside it with lotus.restore(backup, path).");
    }
  }

  private void lockOld() throws IOException {
    LotusRepo old = LotusRepo.open(target);
    locks.push(RepoLock.take(old));
    Path lockFile = old.getMetadataPath().resolve("LOCK");
    if (Files.exists(lockFile)) {
      locks.push(
          WholeFileLock.tryExclusive(lockFile)
              .orElseThrow(
                  () ->
                      new OperatorException(
                          ErrorCode.IN_USE,
                          "is open in "
                              + LockHolder.firstOf(lockFile)
                                  .map(LockHolder::toString)
                                  .orElse("a process unseen from here"),
                          old.toString(),
                          "Stop that process first.")));
    }
  }

  /** What no backup holds comes from the old one; lock files are there, empty, and ours. */
  private Set<String> finish(Path next, boolean exists) throws IOException {
    Set<String> carried = exists ? new CarriedOver(target, next).link() : Set.of();
    Owner owner = Owner.of(exists ? target : SiblingDirectory.parentOf(target));
    Path lockFile = Files.createFile(next.resolve("repo.lock"));
    owner.give(lockFile);
    if (exists) {
      owner.giveDirectory(next);
    } else {
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
      owner.give(next);
    }
    Directories.sync(next);
    // Last to be taken and last to be let go of: a miner waits for the whole.
    locks.addLast(RecordLock.tryTake(lockFile).orElseThrow());
    return carried;
  }

  private void swap(SiblingDirectory next) throws IOException {
    try {
      next.swap();
    } catch (FileSystemException refused) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "cannot be exchanged in one step (" + refused.getReason() + "); nothing was changed",
          target.toString(),
          "Restore beside it with lotus.restore(backup, path), then point LOTUS_MINER_PATH there.",
          refused);
    }
  }

  private Optional<Path> keepOld(SiblingDirectory next, boolean exists) throws IOException {
    Optional<Path> kept = next.keepOld();
    if (!exists && kept.isPresent()) {
      Files.delete(kept.get()); // It was an empty directory.
      return Optional.empty();
    }
    return kept;
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (AutoCloseable lock : locks) {
      try {
        lock.close();
      } catch (IOException failure) {
        first = failure;
      } catch (Exception impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
