package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.IoPriority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies a file, or a directory of files, to a place where nobody else looks. Files that an
 * interrupted run copied there are kept if they are the same.
 */
record IncomingCopy(Path from, Path to, CopyPace pace) {
  void run() throws IOException {
    DurableTree.makeDirectory(DurableTree.parent(to));
    IoPriority priority = pace.isIdle() ? IoPriority.idle() : null;
    try {
      if (Files.isDirectory(from)) {
        copyDirectory();
      } else {
        copyFile(from, to);
      }
      Directories.sync(DurableTree.parent(to));
    } finally {
      if (priority != null) {
        priority.close();
      }
    }
  }

  private void copyDirectory() throws IOException {
    if (!Files.isDirectory(to)) {
      DurableTree.remove(to);
      Files.createDirectory(to);
    }
    List<Path> files = DurableTree.filesAt(from);
    Set<Path> names = new HashSet<>();
    for (Path file : files) {
      names.add(file.getFileName());
      copyFile(file, to.resolve(file.getFileName()));
    }
    for (Path old : DurableTree.filesAt(to)) {
      if (!names.contains(old.getFileName())) {
        DurableTree.remove(old);
      }
    }
    FileAttributes.copy(from, to);
    Directories.sync(to);
  }

  private void copyFile(Path file, Path copy) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "neither a file nor a cache of files",
          file.toString(),
          "Look what it is; sealing never makes such a thing.");
    }
    if (Files.isRegularFile(copy) && new FileContent(file, pace).equalsContentOf(copy)) {
      FileAttributes.copy(file, copy);
      Directories.syncFile(copy);
      return;
    }
    DurableTree.remove(copy);
    new FileCopy(file, copy, pace).run();
  }
}
