package io.sectorsh.stores;

import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes, renames and removes files and directories so that a power cut does not undo it. */
final class DurableTree {
  private DurableTree() {}

  /** Whether something is there; unlike in Files.exists, a failing disk is no answer. */
  static boolean isThere(Path path) throws IOException {
    return attributes(path).isPresent();
  }

  /** What is there, a link as such; empty if nothing is. */
  static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /**
   * A file itself, or those in a directory in the order of their names, links followed; none if
   * nothing is there.
   */
  static List<Path> filesAt(Path path) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      return List.of();
    }
    if (!found.isDirectory()) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.sorted().toList();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /** Makes a directory and those above it where they are missing, all like the one they are in. */
  static void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = parent(directory);
    makeDirectory(parent);
    Files.createDirectory(directory);
    FileAttributes.copyOwnerAndMode(parent, directory);
    Directories.sync(parent);
  }

  /**
   * Renames in one step; nothing may be at the new name.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException if the names are on two file systems
   */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    syncRename(from, to);
  }

  /** Makes a rename durable that happened, however long ago. */
  static void syncRename(Path from, Path to) throws IOException {
    Directories.sync(parent(to));
    if (Files.isDirectory(parent(from))) {
      Directories.sync(parent(from));
    }
  }

  /** Removes a file, or a directory with all files in it; nothing happens if it is not there. */
  static void remove(Path path) throws IOException {
    if (attributes(path).filter(BasicFileAttributes::isDirectory).isPresent()) {
      for (Path file : filesAt(path)) {
        remove(file);
      }
    }
    if (Files.deleteIfExists(path)) {
      Directories.sync(parent(path));
    }
  }

  /** The directory that a path is in. */
  static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path : parent;
  }
}
