package io.sectorsh.lab.lotus;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.RecordLock;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The locks that a lotus-miner holds on its repository for as long as it runs. */
public final class HeldLocks implements AutoCloseable {
  static {
    // By default JNA unpacks its native part below the user's home; a lab leaves no trace there.
    if (System.getProperty("jna.tmpdir") == null) {
      System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
    }
  }

  private final Deque<AutoCloseable> held = new ArrayDeque<>();

  private HeldLocks() {}

  /**
   * @throws OperatorException IN_USE when another process has the repository
   */
  public static HeldLocks take(Path repo) throws IOException {
    HeldLocks locks = new HeldLocks();
    boolean complete = false;
    try {
      Path file = repo.resolve("repo.lock");
      RecordLock record = RecordLock.tryTake(file).orElseThrow(() -> inUse(repo));
      locks.held.push(() -> Files.deleteIfExists(file));
      locks.held.push(record);
      for (String database : new String[] {"metadata", "f3"}) {
        Path lock = repo.resolve("datastore").resolve(database).resolve("LOCK");
        locks.held.push(WholeFileLock.tryExclusive(lock).orElseThrow(() -> inUse(repo)));
      }
      complete = true;
      return locks;
    } finally {
      if (!complete) {
        locks.close();
      }
    }
  }

  /**
   * What keeps a second lab out of a directory where no lotus-miner runs.
   *
   * @throws OperatorException IN_USE when another process has the directory
   */
  public static HeldLocks ofLab(Path root) throws IOException {
    HeldLocks locks = new HeldLocks();
    Path file = root.resolve("sectorsh-lab.lock");
    RecordLock record = RecordLock.tryTake(file).orElseThrow(() -> inUse(root));
    locks.held.push(() -> Files.deleteIfExists(file));
    locks.held.push(record);
    return locks;
  }

  private static OperatorException inUse(Path repo) {
    return new OperatorException(
        ErrorCode.IN_USE,
        "the lab in this directory is running already",
        repo.toString(),
        "Close the other shell, or name another directory.");
  }

  @Override
  public void close() throws IOException {
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (IOException | RuntimeException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
  }
}
