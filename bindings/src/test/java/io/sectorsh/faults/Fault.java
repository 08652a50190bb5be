package io.sectorsh.faults;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;

/** How a call fails. */
public enum Fault {
  EIO,
  ENOSPC,
  EACCES,
  EXDEV,
  /** A write that writes half, then fails; any other call fails without effect. */
  HALF,
  /** The process dies before the call. */
  DEATH_BEFORE,
  /** The process dies after the call, before its answer. */
  DEATH_AFTER;

  /** Whether a call of that kind can fail so. */
  public boolean fits(SystemCall call) {
    return switch (this) {
      case EXDEV -> call == SystemCall.RENAME;
      case HALF -> call == SystemCall.WRITE;
      case ENOSPC ->
          call == SystemCall.WRITE
              || call == SystemCall.MAKE_DIRECTORY
              || call == SystemCall.RENAME
              || call == SystemCall.SYNC
              || call == SystemCall.OPEN;
      default -> true;
    };
  }

  IOException exception(String path) {
    return switch (this) {
      case ENOSPC -> new FileSystemException(path, null, "No space left on device");
      case EACCES -> new AccessDeniedException(path);
      case EXDEV -> new AtomicMoveNotSupportedException(path, path, "Invalid cross-device link");
      default -> new FileSystemException(path, null, "Input/output error");
    };
  }
}
