package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fcntl(2) lock that lotus takes on {@code repo.lock}.
 *
 * <p>Two traps: lotus refuses a lock file that is not empty, so nothing is ever written into it;
 * and the kernel drops the lock when this process closes <em>any</em> descriptor of the file. So a
 * file that this process has locked here is never opened a second time here. Safe for use by
 * several threads.
 */
public final class RecordLock implements AutoCloseable {
  private static final int GET_LOCK = 5;
  private static final short WRITE_LOCK = 1;
  private static final short UNLOCKED = 2;
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RecordLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * The lock, its file created empty if it is missing; empty if this or another process holds it.
   *
   * @throws IOException if the file cannot be opened for writing
   */
  public static Optional<RecordLock> tryTake(Path path) throws IOException {
    Path file = resolved(path);
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    Optional<RecordLock> taken = Optional.empty();
    try {
      taken = lock(file);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static Optional<RecordLock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException heldHere) {
      return Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new RecordLock(file, channel)) : Optional.empty();
  }

  /**
   * Whether another process holds the lock. Takes nothing and changes nothing; a lock that this
   * process holds is not looked at, as looking would drop it.
   *
   * @throws IOException if the file cannot be opened
   */
  public static boolean isHeldElsewhere(Path path) throws IOException {
    if (isHeldHere(path)) {
      return false;
    }
    LibC libc = LibC.load();
    try {
      int descriptor = libc.open(path.toString(), LibC.OPEN_READ_ONLY_CLOSE_ON_EXEC);
      try (Memory question = wholeFileWriteLock()) {
        libc.fcntl(descriptor, GET_LOCK, question);
        return question.getShort(0) != UNLOCKED;
      } finally {
        libc.close(descriptor);
      }
    } catch (LastErrorException error) {
      throw LibC.failure(error, path);
    }
  }

  /**
   * A struct flock as 64-bit Linux lays it out: short type, short whence, long start, long size.
   */
  private static Memory wholeFileWriteLock() {
    Memory lock = new Memory(32);
    lock.clear();
    lock.setShort(0, WRITE_LOCK);
    return lock;
  }

  /** Whether this process holds the lock through this class. */
  public static boolean isHeldHere(Path path) {
    try {
      return HELD_HERE.contains(resolved(path));
    } catch (IOException missing) {
      return false;
    }
  }

  private static Path resolved(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    Path name = absolute.getFileName();
    return directory == null || name == null ? absolute : directory.toRealPath().resolve(name);
  }

  /** Whether the lock file is empty, which lotus demands. */
  public boolean isFileEmpty() throws IOException {
    return Files.size(file) == 0;
  }

  /** Lets go; safe to call twice. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
