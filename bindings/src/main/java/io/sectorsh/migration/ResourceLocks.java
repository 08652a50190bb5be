package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.LockHolder;
import io.sectorsh.posix.WholeFileLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Locks on what a migration touches, by flock(2) on files of this user: the kernel lets go of them
 * when the process dies, however it dies. Lock files stay; their text says whose they were last.
 */
final class ResourceLocks implements AutoCloseable {
  private final List<WholeFileLock> held = new ArrayList<>();

  private ResourceLocks() {}

  /**
   * All of them or none.
   *
   * @param owner whose they are now, for whoever finds them taken
   * @throws OperatorException IN_USE if another migration holds one
   */
  static ResourceLocks take(Path directory, Collection<String> names, String owner) {
    ResourceLocks locks = new ResourceLocks();
    boolean all = false;
    try {
      JournalPlace.privateDirectory(directory);
      for (String name : new TreeSet<>(names)) {
        locks.takeOne(directory, name, owner);
      }
      all = true;
      return locks;
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "locks cannot be taken: " + failure.getMessage(),
          directory.toString(),
          "Look at free space, open files (ulimit -n), and owner and rights of this directory.",
          failure);
    } finally {
      if (!all) {
        locks.close();
      }
    }
  }

  private void takeOne(Path directory, String name, String owner) throws IOException {
    Path file = directory.resolve(Fingerprint.of(name) + ".lock");
    create(file);
    Optional<WholeFileLock> lock = WholeFileLock.tryExclusive(file);
    if (lock.isEmpty()) {
      throw taken(file, name);
    }
    held.add(lock.get());
    Files.writeString(file, name + "\n" + owner + "\n");
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      return;
    }
  }

  private static OperatorException taken(Path file, String name) throws IOException {
    List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
    String owner = lines.size() > 1 ? lines.get(1) : "another migration";
    String process = LockHolder.firstOf(file).map(holder -> ", " + holder).orElse("");
    return new OperatorException(
        ErrorCode.IN_USE,
        "is being changed by " + owner + process,
        name,
        "Wait for it, or stop it there; migrations shows how far it is.");
  }

  @Override
  public void close() {
    held.forEach(WholeFileLock::close);
    held.clear();
  }
}
