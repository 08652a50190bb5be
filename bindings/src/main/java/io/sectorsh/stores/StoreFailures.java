package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.FullDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a user is told when stores cannot be read. */
final class StoreFailures {
  private StoreFailures() {}

  static OperatorException unreadable(Path path, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new OperatorException(
          ErrorCode.NOT_FOUND,
          "it is not there any more",
          path.toString(),
          "Scan the store again.",
          failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new OperatorException(
          ErrorCode.NO_PERMISSION,
          "this user may not read it",
          path.toString(),
          "Run sectorsh as the user that lotus-miner or damocles runs as.",
          failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "it cannot be read",
        path.toString(),
        "Look at the kernel's messages for this disk or mount.",
        failure);
  }

  /** Writing, renaming or removing failed; what is at the path now is told by a look. */
  static OperatorException unchangeable(Path path, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return unreadable(path, failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new OperatorException(
          ErrorCode.NO_PERMISSION,
          "this user may not write there",
          path.toString(),
          "Run sectorsh as the user that lotus-miner or damocles runs as.",
          failure);
    }
    String reason = String.valueOf(failure.getMessage());
    if (FullDisk.isCause(failure)) {
      return new OperatorException(
          ErrorCode.NO_SPACE,
          "it cannot be written: " + reason(reason),
          path.toString(),
          "Make room on that file system, then start again.",
          failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "it cannot be changed: " + reason(reason),
        path.toString(),
        "Look at the kernel's messages for this disk or mount, then start again.",
        failure);
  }

  /** What the system says, without the path that stands before it. */
  private static String reason(String message) {
    return message.substring(message.lastIndexOf(": ") + 1).strip();
  }

  static OperatorException missing(Path source, Path destination) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "it is neither there nor at " + destination,
        source.toString(),
        "stores.find tells where the sector's files are.");
  }

  static OperatorException notHere(Store store) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "this store's directory is not on this machine",
        store.toString(),
        "Mount it here, or run sectorsh on the host that has it.");
  }

  /** One failure for several. */
  static OperatorException together(List<OperatorException> failures) {
    OperatorException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    OperatorException all =
        new OperatorException(
            first.code(),
            failures.size() + " parts could not be read; the first: " + first.what(),
            failures.stream()
                    .map(OperatorException::where)
                    .limit(3)
                    .collect(Collectors.joining(", "))
                + (failures.size() > 3 ? ", ..." : ""),
            first.next(),
            first);
    failures.subList(1, failures.size()).forEach(all::addSuppressed);
    return all;
  }
}
