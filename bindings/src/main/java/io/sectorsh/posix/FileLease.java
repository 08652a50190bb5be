package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A lease on a file by fcntl(2): while it is held, whoever opens the file waits, in this process as
 * in any other, until it is let go or {@code /proc/sys/fs/lease-break-time} has passed. It ends
 * with the process. Not safe for use by several threads.
 */
public final class FileLease implements AutoCloseable {
  private static final int SET_SIGNAL = 10;
  private static final int SET_LEASE = 1_024;
  private static final int GET_LEASE = 1_025;
  private static final int WRITER = 1;
  private static final int NONE = 2;
  private static final int OPEN_WITHOUT_WAITING = 0x800;

  /** SIGURG, which is ignored unless handled; by default SIGIO is sent, which ends a process. */
  private static final int HARMLESS_SIGNAL = 23;

  private final LibC libc;
  private final Path file;
  private final int descriptor;
  private boolean open = true;

  private FileLease(LibC libc, Path file, int descriptor) {
    this.libc = libc;
    this.file = file;
    this.descriptor = descriptor;
  }

  /**
   * Opens the file, which takes no lease yet.
   *
   * @throws IOException if the file cannot be opened
   */
  public static FileLease on(Path file) throws IOException {
    LibC libc = LibC.load();
    try {
      int flags = LibC.OPEN_READ_ONLY_CLOSE_ON_EXEC | OPEN_WITHOUT_WAITING;
      return new FileLease(libc, file, libc.open(file.toString(), flags));
    } catch (LastErrorException error) {
      throw LibC.failure(error, file);
    }
  }

  /**
   * Takes the lease; false while anybody else has the file open.
   *
   * @throws IOException if there are no leases on this file system or machine, or the file belongs
   *     to another user
   */
  public boolean tryTake() throws IOException {
    try {
      libc.fcntl(descriptor, SET_SIGNAL, HARMLESS_SIGNAL);
      libc.fcntl(descriptor, SET_LEASE, WRITER);
      return true;
    } catch (LastErrorException error) {
      if (error.getErrorCode() == LibC.EWOULDBLOCK) {
        return false;
      }
      throw new FileSystemException(file.toString(), null, "no file lease: " + error.getMessage());
    }
  }

  /** Whether it is not held any more as it was taken, since somebody wants to open the file. */
  public boolean isAskedFor() {
    return libc.fcntl(descriptor, GET_LEASE) != WRITER;
  }

  /** Lets go, so that all who wait can open the file; can be taken again. */
  public void letGo() {
    try {
      libc.fcntl(descriptor, SET_LEASE, NONE);
    } catch (LastErrorException error) {
      if (error.getErrorCode() != LibC.EWOULDBLOCK) {
        throw error;
      }
      // The kernel had ended it: it was asked for too long.
    }
  }

  /** Lets go for good; safe to call twice. */
  @Override
  public void close() {
    if (open) {
      open = false;
      libc.close(descriptor);
    }
  }
}
