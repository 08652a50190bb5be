package io.sectorsh.lotus.record;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a repository or a file in it cannot be used, in the user's words. */
public final class RepoFailures {
  private RepoFailures() {}

  /** A file that cannot be read or written. */
  public static OperatorException of(Path file, IOException failure) {
    if (failure instanceof AccessDeniedException || isNotPermitted(failure)) {
      return new OperatorException(
          ErrorCode.NO_PERMISSION,
          "may not be used by this user",
          file.toString(),
          "Run as the user whom lotus-miner runs as, or let this user's group in.",
          failure);
    }
    if (failure instanceof NoSuchFileException) {
      return new OperatorException(
          ErrorCode.NOT_FOUND, "is missing", file.toString(), "Check the path.", failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "cannot be read: " + failure.getMessage(),
        file.toString(),
        "Look at the disk (dmesg), then try again.",
        failure);
  }

  /** What Java says when only the owner or root may do it. */
  private static boolean isNotPermitted(IOException failure) {
    return failure instanceof FileSystemException refused
        && "Operation not permitted".equals(refused.getReason());
  }

  /** A path that is no repository; names one nearby. */
  public static OperatorException noRepo(Path path) {
    boolean hidden = !Files.exists(path) && !Files.notExists(path);
    if (hidden || Files.isDirectory(path) && !Files.isExecutable(path)) {
      return of(path, new AccessDeniedException(path.toString()));
    }
    return notARepo(path);
  }

  private static OperatorException notARepo(Path path) {
    return new OperatorException(
        ErrorCode.NOT_A_REPO,
        Files.isDirectory(path)
            ? "neither datastore/ nor keystore/ is here"
            : Files.exists(path) ? "is not a directory" : "does not exist",
        path.toString(),
        likely(path)
            .map(found -> "Did you mean " + found + "?")
            .orElse(
                "Give lotus-miner's repository (LOTUS_MINER_PATH, mostly ~/.lotusminer): the"
                    + " directory with datastore/, keystore/ and config.toml."));
  }

  /** A repository above or below the path. */
  private static Optional<Path> likely(Path path) {
    for (Path above = path.toAbsolutePath().getParent();
        above != null && path.startsWith(above);
        above = above.getParent()) {
      if (RepoLayout.isRepo(above)) {
        return Optional.of(above);
      }
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (Path child : children) {
        if (RepoLayout.isRepo(child)) {
          return Optional.of(child);
        }
      }
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
