package io.sectorsh.proofs.recover;

import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Puts a file into a cache directory: whole and durable, or not at all. */
final class CacheFile {
  private CacheFile() {}

  /** It gets the owner, group and mode of the sealed file where this user may give them. */
  static void write(Path file, byte[] content, Path like) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".sectorsh-new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        own(beside, like);
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(file.toAbsolutePath().resolveSibling("."));
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void own(Path made, Path like) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(like, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
    view.setPermissions(wanted.permissions());
    try {
      view.setGroup(wanted.group());
      view.setOwner(wanted.owner());
    } catch (FileSystemException notRoot) {
      if (!String.valueOf(notRoot.getReason()).contains("not permitted")) {
        throw notRoot;
      }
    }
  }
}
