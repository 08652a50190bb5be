package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.posix.RecordLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** lotus' own lock of a repository, held by us. */
final class RepoLock implements AutoCloseable {
  private final Path file;
  private final RecordLock lock;
  private final boolean created;

  private RepoLock(Path file, RecordLock lock, boolean created) {
    this.file = file;
    this.lock = lock;
    this.created = created;
  }

  static RepoLock take(LotusRepo repo) {
    Path file = repo.getLockFile();
    boolean created = Files.notExists(file);
    try {
      if (!created && Files.size(file) > 0) {
        throw notEmpty(file);
      }
      RecordLock lock = RecordLock.tryTake(file).orElseThrow(() -> inUse(repo));
      RepoLock taken = new RepoLock(file, lock, created);
      boolean usable = false;
      try {
        giveToOwner(file, repo.getPath());
        usable = true;
        return taken;
      } finally {
        if (!usable) {
          taken.close();
        }
      }
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  /** If root is killed here, lotus must still be able to open the file. */
  private static void giveToOwner(Path file, Path repo) throws IOException {
    Object owner = Files.getAttribute(repo, "unix:uid");
    if (!owner.equals(Files.getAttribute(file, "unix:uid"))) {
      Files.setAttribute(file, "unix:uid", owner);
    }
  }

  private static OperatorException notEmpty(Path file) {
    return new OperatorException(
        ErrorCode.REFUSED,
        "is not empty, so no lotus program can take it",
        file.toString(),
        "Find out who wrote into it; empty it when nobody uses the repository.");
  }

  private static OperatorException inUse(LotusRepo repo) {
    return repo.inUse(repo.getUser().orElse("a process unseen from here"));
  }

  /** As lotus does, the file goes with the lock; one that was there before stays. */
  @Override
  public void close() {
    try (lock) {
      if (created) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }
}
