package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A whole-file lock by flock(2), as goleveldb takes on {@code LOCK}.
 *
 * <p>Java's own file locks are fcntl(2) locks, which flock does not see. The file is neither read
 * nor changed nor created. Not safe for use by several threads.
 */
public final class WholeFileLock implements AutoCloseable {
  private static final int LOCK_SHARED = 1;
  private static final int LOCK_EXCLUSIVE = 2;
  private static final int LOCK_NOT_BLOCKING = 4;

  private final LibC libc;
  private final int descriptor;
  private boolean held = true;

  private WholeFileLock(LibC libc, int descriptor) {
    this.libc = libc;
    this.descriptor = descriptor;
  }

  /**
   * The lock that excludes all others; empty if somebody holds one.
   *
   * @throws IOException if the file cannot be opened
   */
  public static Optional<WholeFileLock> tryExclusive(Path file) throws IOException {
    return take(file, LOCK_EXCLUSIVE);
  }

  /**
   * The lock that readers share; empty while a writer holds the file.
   *
   * @throws IOException if the file cannot be opened
   */
  public static Optional<WholeFileLock> tryShared(Path file) throws IOException {
    return take(file, LOCK_SHARED);
  }

  private static Optional<WholeFileLock> take(Path file, int kind) throws IOException {
    LibC libc = LibC.load();
    int descriptor;
    try {
      descriptor = libc.open(file.toString(), LibC.OPEN_READ_ONLY_CLOSE_ON_EXEC);
    } catch (LastErrorException error) {
      throw LibC.failure(error, file);
    }
    try {
      libc.flock(descriptor, kind | LOCK_NOT_BLOCKING);
      return Optional.of(new WholeFileLock(libc, descriptor));
    } catch (LastErrorException error) {
      libc.close(descriptor);
      if (error.getErrorCode() == LibC.EWOULDBLOCK) {
        return Optional.empty();
      }
      throw LibC.failure(error, file);
    }
  }

  /** Lets go; safe to call twice. */
  @Override
  public void close() {
    if (held) {
      held = false;
      libc.close(descriptor);
    }
  }
}
