package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.Owner;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory beside a database in which the next version of it is made, under a name that lotus
 * does not look at.
 *
 * <p>The name holds the inode number of the database, so that what a killed process left can be
 * judged: a directory that has that number itself is the old database, swapped out already.
 */
final class StagingDirectory {
  private static final Pattern NAME_END = Pattern.compile("(\\d+)-[0-9TZ-]+");

  private final Path original;
  private final Path path;
  private final Path kept;
  private final Owner owner;
  private boolean swapped;

  private StagingDirectory(Path original, Path path, Path kept, Owner owner) {
    this.original = original;
    this.path = path;
    this.kept = kept;
    this.owner = owner;
  }

  /** Creates it empty; the database itself may be missing. */
  static StagingDirectory create(Path original, Instant now) throws IOException {
    boolean exists = Files.isDirectory(original);
    Path parent = parentOf(original);
    if (Files.notExists(parent)) {
      Files.createDirectory(parent);
      Owner.of(parentOf(parent)).giveDirectory(parent);
    }
    Path path = free(parent, prefix(original) + inode(exists ? original : parent) + "-", now);
    Path kept = free(parent, original.getFileName() + ".sectorsh-before-", now);
    Owner owner = Owner.of(exists ? original : parent);
    Files.createDirectory(path);
    return new StagingDirectory(original, path, kept, owner);
  }

  Path path() {
    return path;
  }

  private static Path parentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new FileSystemException(path.toString(), null, "has no directory above it");
    }
    return parent;
  }

  private static String prefix(Path original) {
    return original.getFileName() + ".sectorsh-staged-";
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

  /** Puts away what killed processes left; the caller holds the lock of the database. */
  static void cleanUp(Path original, Instant now) throws IOException {
    Path parent = parentOf(original);
    if (Files.notExists(parent)) {
      return;
    }
    for (Path left : list(parent, prefix(original) + "*")) {
      String end = String.valueOf(left.getFileName()).substring(prefix(original).length());
      Matcher match = NAME_END.matcher(end);
      if (match.matches() && Files.isDirectory(left)) {
        if (Long.toString(inode(left)).equals(match.group(1))) {
          Files.move(left, free(parent, original.getFileName() + ".sectorsh-before-", now));
        } else {
          delete(left);
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    for (Path file : list(directory, "*")) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  /** Throws it away, unless it has become the database. */
  void delete() throws IOException {
    if (!swapped && Files.exists(path)) {
      delete(path);
    }
  }

  /**
   * Links the tables of the version, which are never written again, and copies the rest.
   *
   * <p>A table outside of the version is not linked: leveldbjni could use its number anew, and
   * would then write into the file that the original shares.
   */
  void fillFromOriginal() throws IOException {
    DirectoryState state = DirectoryState.of(original);
    Path name = state.manifest().getFileName();
    Manifest version = readManifest(state.manifest());
    for (TableFile table : version.tables()) {
      Path file = original.resolve(FileNames.table(table.number()));
      if (Files.notExists(file)) {
        file = original.resolve(FileNames.oldTable(table.number()));
      }
      linkOrCopy(file, path.resolve(FileNames.oldTable(table.number())));
    }
    for (Long log : state.logsFor(version).keySet()) {
      Files.copy(FileNames.log(original, log), FileNames.log(path, log));
    }
    Files.copy(state.manifest(), path.resolve(name));
    Files.writeString(path.resolve(FileNames.CURRENT), name + "\n");
  }

  private static Manifest readManifest(Path path) throws IOException {
    try (DatabaseFile file = DatabaseFile.open(path)) {
      return Manifest.read(file);
    }
  }

  private static void linkOrCopy(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(file, link, new CopyOption[] {StandardCopyOption.COPY_ATTRIBUTES});
    }
  }

  /** Makes it look as if lotus had written it: names, owner, no files of our own. */
  void finish() throws IOException {
    for (Path file : list(path, "*")) {
      String name = String.valueOf(file.getFileName());
      OptionalLong number = FileNames.number(FileNames.TABLE, name);
      if (number.isPresent()) {
        file = Files.move(file, path.resolve(FileNames.table(number.getAsLong())));
      } else if (name.startsWith("LOG")) {
        Files.delete(file);
        continue;
      }
      owner.give(file);
    }
    owner.giveDirectory(path);
  }

  /** Makes all of it survive a power cut. */
  void sync() throws IOException {
    for (Path file : list(path, "*")) {
      Directories.syncFile(file);
    }
    Directories.sync(path);
  }

  /**
   * Puts it in the place of the database, in one step; returns where the old one is kept, if there
   * was one.
   */
  Optional<Path> swapIn() throws IOException {
    boolean exists = Files.exists(original);
    if (exists) {
      exchange();
    } else {
      Files.move(path, original, StandardCopyOption.ATOMIC_MOVE);
    }
    swapped = true;
    try {
      return afterSwap(exists);
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the new version is in place, but may not survive a power cut: " + failure.getMessage(),
          original.toString(),
          "Look at the disk (dmesg); run sync; the old version is kept beside it.",
          failure);
    }
  }

  private Optional<Path> afterSwap(boolean existed) throws IOException {
    Path parent = parentOf(original);
    Directories.sync(parent);
    if (!existed) {
      return Optional.empty();
    }
    Files.move(path, kept);
    Directories.sync(parent);
    return Optional.of(kept);
  }

  private void exchange() throws IOException {
    try {
      Directories.exchange(path, original);
    } catch (FileSystemException refused) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the file system cannot swap two directories in one step ("
              + refused.getReason()
              + "); nothing was changed",
          original.toString(),
          "Keep the repository on ext4, XFS or btrfs of a current kernel.",
          refused);
    }
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, glob)) {
      all.forEach(files::add);
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause());
    }
    return files;
  }
}
