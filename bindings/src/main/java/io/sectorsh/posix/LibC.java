package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The C library, loaded when the first call needs it. */
interface LibC extends Library {
  int AT_FDCWD = -100;
  int ENOENT = 2;
  int EACCES = 13;
  int EPERM = 1;
  int EWOULDBLOCK = 11;
  int OPEN_READ_ONLY_CLOSE_ON_EXEC = 0x80000;

  int open(String path, int flags) throws LastErrorException;

  int close(int descriptor) throws LastErrorException;

  int fcntl(int descriptor, int command, Object... arguments) throws LastErrorException;

  int fsync(int descriptor) throws LastErrorException;

  int posix_fadvise(int descriptor, long offset, long length, int advice);

  int flock(int descriptor, int operation) throws LastErrorException;

  NativeLong syscall(NativeLong number, Object... arguments) throws LastErrorException;

  int renameat2(int fromDirectory, String from, int toDirectory, String to, int flags)
      throws LastErrorException;

  /** The library itself, or why there is none. */
  static LibC load() throws IOException {
    try {
      return Loaded.LIBC;
    } catch (LinkageError missing) {
      throw new IOException(
          "JNA cannot load its native part; if /tmp is mounted noexec set -Djna.tmpdir to a"
              + " directory that is not",
          missing);
    }
  }

  /** A failed call as Java's own exception for it. */
  static IOException failure(LastErrorException error, Path path) {
    String name = path.toString();
    return switch (error.getErrorCode()) {
      case ENOENT -> new NoSuchFileException(name);
      case EACCES, EPERM -> new AccessDeniedException(name);
      default -> new FileSystemException(name, null, error.getMessage());
    };
  }

  /** Holds the loaded library, so that looking at this type loads nothing. */
  final class Loaded {
    static final LibC LIBC = Native.load("c", LibC.class);

    private Loaded() {}
  }
}
