package io.sectorsh.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What Java cannot do to a directory, or does not say that it can. */
public final class Directories {
  private static final int RENAME_EXCHANGE = 2;

  private Directories() {}

  /**
   * Swaps two names in one atomic step (renameat2 with RENAME_EXCHANGE): at no moment is either
   * missing. Durable only after {@link #sync} of the directory that holds them.
   *
   * @throws IOException if the names are on two file systems, or the file system cannot exchange
   */
  public static void exchange(Path one, Path other) throws IOException {
    LibC libc = LibC.load();
    try {
      renameExchange(libc, one.toAbsolutePath().toString(), other.toAbsolutePath().toString());
    } catch (LastErrorException error) {
      throw LibC.failure(error, one);
    }
  }

  private static void renameExchange(LibC libc, String one, String other) {
    try {
      libc.renameat2(LibC.AT_FDCWD, one, LibC.AT_FDCWD, other, RENAME_EXCHANGE);
    } catch (UnsatisfiedLinkError beforeGlibc228) {
      long number = "aarch64".equals(System.getProperty("os.arch")) ? 276 : 316;
      libc.syscall(
          new NativeLong(number), LibC.AT_FDCWD, one, LibC.AT_FDCWD, other, RENAME_EXCHANGE);
    }
  }

  /** Makes the names in a directory survive a power cut (fsync of the directory). */
  public static void sync(Path directory) throws IOException {
    syncFile(directory);
  }

  /**
   * Makes the content of a file survive a power cut (fsync). Unlike a channel's force it cannot be
   * interrupted halfway. A path of another file system than the default one is synced through that.
   */
  public static void syncFile(Path file) throws IOException {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
      return;
    }
    LibC libc = LibC.load();
    try {
      int descriptor = libc.open(file.toString(), LibC.OPEN_READ_ONLY_CLOSE_ON_EXEC);
      try {
        libc.fsync(descriptor);
      } finally {
        libc.close(descriptor);
      }
    } catch (LastErrorException error) {
      throw LibC.failure(error, file);
    }
  }
}
