package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.SiblingDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** Makes backups of repositories: whole at their final name, or not there. */
final class RepoBackups {
  private static final String PURPOSE = "partial";

  private RepoBackups() {}

  static RepoBackup make(LotusRepo repo, Path given) {
    Path target = given.toAbsolutePath().normalize();
    checkTarget(repo, target);
    try {
      Instant asOf = Instant.now();
      boolean live = repo.isInUse();
      SiblingDirectory.cleanUp(target, PURPOSE, asOf);
      SiblingDirectory partial = SiblingDirectory.create(target, PURPOSE, asOf);
      try {
        return make(repo, target, partial.path(), asOf, live);
      } finally {
        partial.delete();
      }
    } catch (IOException failure) {
      throw RepoFailures.of(target, failure);
    }
  }

  private static RepoBackup make(
      LotusRepo repo, Path target, Path partial, Instant asOf, boolean live) throws IOException {
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
    RepoCopy copy = new RepoCopy(repo.getPath(), partial).make();
    RepoBackup backup =
        new RepoBackup(
            target,
            asOf,
            live,
            copy.keys(),
            copy.linkedBytes(),
            copy.copiedBytes(),
            copy.leftOut());
    // Takes the place of an empty directory, too, but of no other.
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Directories.sync(SiblingDirectory.parentOf(target));
    return backup;
  }

  private static void checkTarget(LotusRepo repo, Path target) {
    try {
      Path parent = SiblingDirectory.parentOf(target);
      if (!Files.isDirectory(parent)) {
        throw new OperatorException(
            ErrorCode.NOT_FOUND, "is missing", parent.toString(), "Create it first.");
      }
      if (parent.toRealPath().startsWith(repo.getPath().toRealPath())) {
        throw refused(target, "lies inside of the repository", "Choose a place beside it.");
      }
      if (Files.exists(target) && !isEmptyDirectory(target)) {
        throw refused(target, "is there already", "Choose a new name for each backup.");
      }
    } catch (IOException failure) {
      throw RepoFailures.of(target, failure);
    }
  }

  static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      return !files.iterator().hasNext();
    }
  }

  static OperatorException refused(Path where, String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, where.toString(), next);
  }
}
