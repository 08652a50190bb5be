package io.sectorsh.posix;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Writes a file so that after kill -9 or a power cut at any moment there is the old content or the
 * new one, whole: beside it, synced, then renamed.
 */
public final class ReplacedFile {
  private ReplacedFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file; one that is there keeps its owner and permissions, a new one gets those of the
   * directory's owner.
   */
  public static void write(Path path, byte[] content) throws IOException {
    Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    write(file, out -> out.write(content), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a new file.
   *
   * @throws FileAlreadyExistsException if there is one of that name
   */
  public static void create(Path path, Content content) throws IOException {
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    write(path.toAbsolutePath(), content, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Path file, Content content, StandardCopyOption how) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new FileSystemException(file.toString(), null, "has no directory above it");
    }
    Path beside = directory.resolve("." + file.getFileName() + ".sectorsh-new");
    boolean renamed = false;
    try {
      fill(beside, content);
      lookLike(beside, file, directory);
      Directories.syncFile(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, how);
      renamed = true;
      Directories.sync(directory);
    } finally {
      if (!renamed) {
        Files.deleteIfExists(beside);
      }
    }
  }

  private static void fill(Path beside, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
      content.writeTo(out);
    }
  }

  private static void lookLike(Path beside, Path file, Path directory) throws IOException {
    if (Files.exists(file)) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      Files.setPosixFilePermissions(beside, permissions);
      Owner.of(file).give(beside);
    } else {
      Owner.of(directory).give(beside);
    }
  }
}
