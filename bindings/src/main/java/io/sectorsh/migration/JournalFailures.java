package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a user is told when the journal cannot be read or written. */
final class JournalFailures {
  private static final int PRIMARY = 0xff;
  private static final String LOOK =
      "Look at free space, limits (ulimit -f, ulimit -n) and the kernel's messages for this disk,"
          + " then resume.";

  private JournalFailures() {}

  static OperatorException of(Path file, SQLException failure) {
    int code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 0;
    return switch (SQLiteErrorCode.getErrorCode(code & PRIMARY)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          failed(
              ErrorCode.IN_USE,
              "another process has been writing to the journal for too long",
              file,
              "Look for a hanging sectorsh or SQLite tool, then try again.",
              failure);
      case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, String.valueOf(failure.getMessage()));
      case SQLITE_FULL ->
          failed(
              ErrorCode.NO_SPACE,
              "there is no room for the journal",
              file,
              "Make room on its file system, then go on: what was done is looked at anew.",
              failure);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY -> notWritable(file, failure);
      default ->
          failed(
              ErrorCode.IO_FAILED,
              "the journal cannot be used: " + failure.getMessage(),
              file,
              LOOK,
              failure);
    };
  }

  private static OperatorException notWritable(Path file, SQLException failure) {
    return Files.isWritable(file)
        ? failed(
            ErrorCode.IO_FAILED,
            "the journal cannot be opened: " + failure.getMessage(),
            file,
            LOOK,
            failure)
        : failed(
            ErrorCode.NO_PERMISSION,
            "the journal cannot be opened for writing",
            file,
            "Give another file with --journal, or look at owner and rights of this one.",
            failure);
  }

  static OperatorException damaged(Path file, String how) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "the journal is damaged: " + how,
        file.toString(),
        "Keep the file, begin another journal with --journal and apply the saved plan there:"
            + " what is done already is found done.");
  }

  static OperatorException gone(Path file, Throwable cause) {
    return failed(
        ErrorCode.CONFLICT,
        "the journal was removed or replaced while it was in use",
        file,
        "Put it back, with -wal and -shm beside it, and go on. If it is lost, apply the saved plan"
            + " to another one: what is done already is found done.",
        cause);
  }

  static OperatorException noNativePart(Path file, LinkageError missing) {
    return failed(
        ErrorCode.NOT_CONFIGURED,
        "SQLite's native part cannot be loaded",
        file,
        "If home and /tmp are mounted noexec, set -Dorg.sqlite.tmpdir to a directory that is not.",
        missing);
  }

  private static OperatorException failed(
      ErrorCode code, String what, Path file, String next, Throwable cause) {
    return new OperatorException(code, what, file.toString(), next, cause);
  }
}
