package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.Owner;
import io.sectorsh.posix.SiblingDirectory;
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

/**
 * A directory beside a database in which the next version of it is made, under a name that lotus
 * does not look at.
 */
final class StagingDirectory {
  private static final String PURPOSE = "staged";

  private final Path original;
  private final SiblingDirectory directory;
  private final Owner owner;

  private StagingDirectory(Path original, SiblingDirectory directory, Owner owner) {
    this.original = original;
    this.directory = directory;
    this.owner = owner;
  }

  /** Creates it empty; the database itself may be missing. */
  static StagingDirectory create(Path original, Instant now) throws IOException {
    Path parent = SiblingDirectory.parentOf(original);
    if (Files.notExists(parent)) {
      Files.createDirectory(parent);
      Owner.of(SiblingDirectory.parentOf(parent)).giveDirectory(parent);
    }
    Owner owner = Owner.of(Files.isDirectory(original) ? original : parent);
    return new StagingDirectory(original, SiblingDirectory.create(original, PURPOSE, now), owner);
  }

  Path path() {
    return directory.path();
  }

  /** Puts away what killed processes left; the caller holds the lock of the database. */
  static void cleanUp(Path original, Instant now) throws IOException {
    SiblingDirectory.cleanUp(original, PURPOSE, now);
  }

  /** Throws it away, unless it has become the database. */
  void delete() throws IOException {
    directory.delete();
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
      linkOrCopy(tableFile(original, table), path().resolve(FileNames.oldTable(table.number())));
    }
    for (Long log : state.logsFor(version).keySet()) {
      Files.copy(FileNames.log(original, log), FileNames.log(path(), log));
    }
    Files.copy(state.manifest(), path().resolve(name));
    Files.writeString(path().resolve(FileNames.CURRENT), name + "\n");
  }

  /** A table under whichever of its two names it has. */
  static Path tableFile(Path directory, TableFile table) {
    Path file = directory.resolve(FileNames.table(table.number()));
    return Files.exists(file) ? file : directory.resolve(FileNames.oldTable(table.number()));
  }

  static Manifest readManifest(Path path) throws IOException {
    try (DatabaseFile file = DatabaseFile.open(path)) {
      return Manifest.read(file);
    }
  }

  /** Returns whether it was linked. */
  static boolean linkOrCopy(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
      return true;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(file, link, new CopyOption[] {StandardCopyOption.COPY_ATTRIBUTES});
      return false;
    }
  }

  /** Makes it look as if lotus had written it: names, owner, no files of our own. */
  void finish() throws IOException {
    for (Path file : list(path())) {
      String name = String.valueOf(file.getFileName());
      OptionalLong number = FileNames.number(FileNames.TABLE, name);
      if (number.isPresent()) {
        file = Files.move(file, path().resolve(FileNames.table(number.getAsLong())));
      } else if (name.startsWith("LOG")) {
        Files.delete(file);
        continue;
      }
      owner.give(file);
    }
    owner.giveDirectory(path());
  }

  /** Makes all of it survive a power cut. */
  void sync() throws IOException {
    syncAll(path());
  }

  static void syncAll(Path directory) throws IOException {
    for (Path file : list(directory)) {
      Directories.syncFile(file);
    }
    Directories.sync(directory);
  }

  /**
   * Puts it in the place of the database, in one step; returns where the old one is kept, if there
   * was one.
   */
  Optional<Path> swapIn() throws IOException {
    swap();
    try {
      return directory.keepOld();
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the new version is in place, but may not survive a power cut: " + failure.getMessage(),
          original.toString(),
          "Look at the disk (dmesg); run sync; the old version is kept beside it.",
          failure);
    }
  }

  private void swap() throws IOException {
    try {
      directory.swap();
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

  private static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause());
    }
    return files;
  }
}
