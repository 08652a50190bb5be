package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;

/** The kernel's copies of file content in memory. */
public final class PageCache {
  private static final int DONT_NEED = 4;

  private PageCache() {}

  /**
   * Lets the kernel forget what it keeps of a part of a file (posix_fadvise), so that the next read
   * comes from the disk and what windowPoSt reads stays in memory. Pages that are not on disk yet
   * stay, so sync first. A wish: nothing happens where the file system cannot.
   *
   * @param length how many bytes; 0 stands for all to the end
   */
  public static void drop(Path file, long offset, long length) {
    try {
      LibC libc = LibC.load();
      int descriptor = libc.open(file.toString(), LibC.OPEN_READ_ONLY_CLOSE_ON_EXEC);
      try {
        libc.posix_fadvise(descriptor, offset, length, DONT_NEED);
      } finally {
        libc.close(descriptor);
      }
    } catch (java.io.IOException | LastErrorException | UnsatisfiedLinkError notHere) {
      return;
    }
  }
}
