package io.sectorsh.posix;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory beside another in which the next version of it is made, to take its place in one
 * step.
 *
 * <p>The name holds the inode number of the other, so that what a killed process left can be
 * judged: a directory that has that number itself is the old version, swapped out already.
 */
public final class SiblingDirectory {
  private static final Pattern NAME_END = Pattern.compile("(\\d+)-[0-9TZ-]+");

  private final Path original;
  private final Path path;
  private final Path kept;
  private boolean swapped;

  private SiblingDirectory(Path original, Path path, Path kept) {
    this.original = original;
    this.path = path;
    this.kept = kept;
  }

  /**
   * Creates it empty; the other may be missing, the directory around them may not.
   *
   * @param purpose a word for its name, such as {@code staged}
   */
  public static SiblingDirectory create(Path original, String purpose, Instant now)
      throws IOException {
    Path parent = parentOf(original);
    long inode = inode(Files.isDirectory(original) ? original : parent);
    Path path = free(parent, prefix(original, purpose) + inode + "-", now);
    Path kept = free(parent, original.getFileName() + ".sectorsh-before-", now);
    Files.createDirectory(path);
    return new SiblingDirectory(original, path, kept);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The directory that holds both. */
  public static Path parentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new FileSystemException(path.toString(), null, "has no directory above it");
    }
    return parent;
  }

  private static String prefix(Path original, String purpose) {
    return original.getFileName() + ".sectorsh-" + purpose + "-";
  }

  private static long inode(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:ino")).longValue();
  }

  private static Path free(Path parent, String prefix, Instant now) {
    String time = now.toString().replaceAll("\\..*Z$|Z$", "Z").replaceAll("[:-]", "");
    Path path = parent.resolve(prefix + time);
    for (int count = 2; Files.exists(path); count++) {
      path = parent.resolve(prefix + time + "-" + count);
    }
    return path;
  }

  /**
   * Puts away what killed processes left: the old version is kept, half-made ones are deleted. The
   * caller sees to it that nobody else is at work on the same directory.
   */
  public static void cleanUp(Path original, String purpose, Instant now) throws IOException {
    Path parent = parentOf(original);
    if (Files.notExists(parent)) {
      return;
    }
    String prefix = prefix(original, purpose);
    for (Path left : list(parent)) {
      String name = String.valueOf(left.getFileName());
      Matcher match =
          NAME_END.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
      if (match.matches() && Files.isDirectory(left)) {
        if (Long.toString(inode(left)).equals(match.group(1))) {
          Files.move(left, free(parent, original.getFileName() + ".sectorsh-before-", now));
        } else {
          deleteTree(left);
        }
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause());
    }
    return files;
  }

  /** Deletes a directory with all that is in it; links are not followed. */
  public static void deleteTree(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Throws it away, unless it has taken the place of the other. */
  public void delete() throws IOException {
    if (!swapped && Files.exists(path)) {
      deleteTree(path);
    }
  }

  /**
   * Puts it in the place of the other, in one step; {@link #keepOld} is to follow.
   *
   * @throws IOException if the file system cannot do that; nothing is changed then
   */
  public void swap() throws IOException {
    if (Files.exists(original)) {
      Directories.exchange(path, original);
    } else {
      Files.move(path, original, StandardCopyOption.ATOMIC_MOVE);
    }
    swapped = true;
  }

  /**
   * Makes the swap survive a power cut, and gives the old version the name under which it stays.
   *
   * @return that name; empty if there was no old version
   */
  public Optional<Path> keepOld() throws IOException {
    Path parent = parentOf(original);
    Directories.sync(parent);
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    Files.move(path, kept);
    Directories.sync(parent);
    return Optional.of(kept);
  }
}
