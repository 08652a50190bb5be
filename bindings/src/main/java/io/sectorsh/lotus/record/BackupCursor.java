package io.sectorsh.lotus.record;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.rows.RowCursor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pass over a backup and the log entries behind it (lib/backupds of lotus).
 *
 * <p>Form: {@code 82 9f}, for each key {@code 82} key value, {@code ff}, the SHA-256 of all from
 * {@code 9f} to {@code ff}; then, in a log, {@code 83} key value seconds for each write.
 */
final class BackupCursor implements RowCursor<BackupEntry> {
  private static final int PAIR = 0x82;
  private static final int TRIPLE = 0x83;
  private static final int BEGIN_LIST = 0x9f;
  private static final int END_LIST = 0xff;

  private final Path file;
  private final BackupInput in;
  private final boolean withValues;
  private Part part = Part.START;
  private @Nullable BackupEntry next;

  private enum Part {
    START,
    BASE,
    LOG,
    END
  }

  private BackupCursor(Path file, BackupInput in, boolean withValues) {
    this.file = file;
    this.in = in;
    this.withValues = withValues;
  }

  static BackupCursor open(Path file) {
    return new BackupCursor(file, BackupInput.open(file), true);
  }

  /** Reads over the values, and so does not see whether the checksum matches. */
  static BackupCursor ofKeys(Path file) {
    return new BackupCursor(file, BackupInput.open(file), false);
  }

  @Override
  public boolean hasNext() {
    while (next == null && part != Part.END) {
      next = step();
    }
    return next != null;
  }

  @Override
  public BackupEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BackupEntry entry = java.util.Objects.requireNonNull(next);
    next = null;
    return entry;
  }

  private @Nullable BackupEntry step() {
    long offset = in.position();
    try {
      return switch (part) {
        case START -> begin();
        case BASE -> base(offset);
        case LOG -> logged(offset);
        case END -> null;
      };
    } catch (MalformedValueException malformed) {
      Part where = part;
      part = Part.END;
      return BackupEntry.failed(offset, damaged(where, offset, malformed));
    }
  }

  private @Nullable BackupEntry begin() {
    expect(PAIR);
    if (withValues) {
      in.digest();
    }
    expect(BEGIN_LIST);
    part = Part.BASE;
    return null;
  }

  private @Nullable BackupEntry base(long offset) {
    int first = in.readByte();
    if (first == END_LIST) {
      part = Part.LOG;
      return checksum(offset);
    }
    expect(PAIR, first);
    return BackupEntry.of(key(), value(), offset, Optional.empty());
  }

  private @Nullable BackupEntry checksum(long offset) {
    byte[] found = withValues ? in.digested() : new byte[0];
    byte[] stored = in.readBytes();
    if (!withValues || MessageDigest.isEqual(stored, found)) {
      return null;
    }
    return BackupEntry.failed(
        offset,
        new OperatorException(
            ErrorCode.DAMAGED,
            "SHA-256 does not match: some byte before offset " + offset + " is not as written",
            file.toString(),
            "Compare the records with those of another source before you use them."));
  }

  private @Nullable BackupEntry logged(long offset) {
    if (in.isAtEnd()) {
      part = Part.END;
      return null;
    }
    expect(TRIPLE);
    String key = key();
    byte[] value = value();
    return BackupEntry.of(
        key,
        value,
        offset,
        Optional.of(io.sectorsh.lotus.record.LogEntry.instant(in.readSigned())));
  }

  private String key() {
    return new String(in.readBytes(), StandardCharsets.UTF_8);
  }

  private byte[] value() {
    if (withValues) {
      return in.readBytes();
    }
    in.skipBytes();
    return new byte[0];
  }

  private void expect(int wanted) {
    expect(wanted, in.readByte());
  }

  private static void expect(int wanted, int found) {
    if (found != wanted) {
      throw new MalformedValueException(
          String.format(java.util.Locale.ROOT, "0x%02x where 0x%02x should be", found, wanted));
    }
  }

  private OperatorException damaged(Part where, long offset, MalformedValueException malformed) {
    String what =
        switch (where) {
          case START -> "is no backup of lotus metadata: ";
          case BASE -> "the backup is damaged from offset " + offset + " on: ";
          case LOG, END -> "the log behind the backup is damaged from offset " + offset + " on: ";
        };
    return new OperatorException(
        ErrorCode.DAMAGED,
        what + malformed.getMessage(),
        file.toString(),
        where == Part.START
            ? "Give a file that lotus-miner backup wrote, or one of kvlog/metadata."
            : "What comes before is intact as far as its form tells; the rest needs another source.",
        malformed);
  }

  @Override
  public void close() {
    in.close();
  }
}
