package io.sectorsh.leveldb;

import io.sectorsh.errors.OperatorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest readable write of each key of one log. Keys are in memory; values too while all of
 * them are small together, and are read once more from a large log.
 */
final class LogWrites {
  private static final long KEPT_BYTES = 32L << 20;
  private static final int DELETION = 0;
  private static final int VALUE = 1;

  private final Path path;
  private final boolean retired;
  private final NavigableMap<byte[], Write> writes = new TreeMap<>(Arrays::compareUnsigned);
  private final List<long[]> damaged = new ArrayList<>();
  private long keptBytes;
  private long lastSequence = -1;

  /** A write, and where its record begins in the file and its value in the record. */
  private record Write(
      InternalKey key, long record, int valueFrom, int valueLength, Optional<Bytes> value) {}

  /** A value, in a holder since arrays have no equality. */
  private static final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private LogWrites(Path path, boolean retired) {
    this.path = path;
    this.retired = retired;
  }

  /**
   * Reads all of a log.
   *
   * @param losses is told of what is damaged, unless the log is retired
   */
  static LogWrites read(Path path, boolean retired, Losses losses) {
    LogWrites log = new LogWrites(path, retired);
    try (DatabaseFile file = DatabaseFile.open(path)) {
      TolerantLog records =
          new TolerantLog(
              file,
              (offset, length, zeros) ->
                  log.damaged.add(new long[] {offset, length, zeros ? 1 : 0}));
      for (Optional<byte[]> batch = records.next(); batch.isPresent(); batch = records.next()) {
        log.apply(file, records, batch.get(), losses);
      }
      log.tellDamage(Long.MAX_VALUE, losses);
    } catch (NoSuchFileException | OperatorException failure) {
      log.unreadable(failure, losses);
    }
    return log;
  }

  private void unreadable(Exception failure, Losses losses) {
    if (!retired) {
      String what = failure instanceof OperatorException told ? told.what() : "is missing";
      losses.add(name(), 0, 0, DamageKind.UNREADABLE, what, lossUpTo(Long.MAX_VALUE));
    }
  }

  private String name() {
    return String.valueOf(path.getFileName());
  }

  private static Loss lossUpTo(long sequence) {
    return new Loss(KeyRange.ALL, sequence, Rank.LOG);
  }

  private void apply(DatabaseFile file, TolerantLog records, byte[] batch, Losses losses) {
    List<Write> found = new ArrayList<>();
    long sequence = batch.length < 12 ? 0 : Input.fixed64(batch, 0);
    if (!parse(file, records.recordOffset(), batch, found)) {
      long length = records.recordEnd() - records.recordOffset();
      damaged.add(new long[] {records.recordOffset(), length, 0});
      return;
    }
    tellDamage(sequence, losses);
    for (Write write : found) {
      writes.merge(
          write.key.userKey(),
          write,
          (old, later) -> later.key.sequence() >= old.key.sequence() ? later : old);
    }
    lastSequence = Math.max(lastSequence, sequence + found.size() - 1);
  }

  /**
   * Tells of the damage before a write.
   *
   * @param next the sequence number that follows; if it continues the last one nothing is lost
   */
  private void tellDamage(long next, Losses losses) {
    for (long[] place : damaged) {
      boolean zeros = place[2] == 1;
      DamageKind kind = zeros ? DamageKind.LOG_ZEROS : DamageKind.LOG;
      String what = zeros ? "zeros instead of records" : "records cannot be read";
      if (retired || lastSequence >= 0 && next == lastSequence + 1) {
        if (!retired) {
          losses.add(name(), place[0], place[1], kind, what);
        }
      } else {
        Loss loss = lossUpTo(next == Long.MAX_VALUE ? next : next - 1);
        losses.add(name(), place[0], place[1], kind, what, loss);
      }
    }
    damaged.clear();
  }

  private boolean parse(DatabaseFile file, long offset, byte[] bytes, List<Write> found) {
    try {
      Input batch = new Input(file, offset, bytes, bytes.length);
      long sequence = batch.fixed64();
      long count = batch.fixed32() & 0xffffffffL;
      while (batch.hasMore()) {
        found.add(write(batch, bytes, sequence + found.size(), offset));
      }
      return found.size() == count && sequence >= 0;
    } catch (OperatorException malformed) {
      return false;
    }
  }

  private Write write(Input batch, byte[] bytes, long sequence, long record) {
    int kind = batch.unsigned8();
    if (kind != DELETION && kind != VALUE) {
      throw batch.damaged("a write of unknown kind " + kind);
    }
    InternalKey key = new InternalKey(batch.prefixed(), sequence, kind == VALUE);
    if (kind == DELETION) {
      return new Write(key, record, 0, 0, Optional.empty());
    }
    int length = batch.length();
    int from = batch.skip(length);
    return new Write(key, record, from, length, kept(bytes, from, length));
  }

  private Optional<Bytes> kept(byte[] bytes, int from, int length) {
    if (keptBytes + length > KEPT_BYTES) {
      return Optional.empty();
    }
    keptBytes += length;
    return Optional.of(new Bytes(Arrays.copyOfRange(bytes, from, from + length)));
  }

  /** A pass over all keys. */
  SalvageSource open() {
    return new Pass(writes.values().iterator());
  }

  private final class Pass implements SalvageSource {
    private final Iterator<Write> rest;
    private @Nullable Write write;
    private long readRecord = -1;
    private byte[] readBytes = {};

    Pass(Iterator<Write> rest) {
      this.rest = rest;
    }

    @Override
    public boolean advance() {
      write = rest.hasNext() ? rest.next() : null;
      return write != null;
    }

    @Override
    public InternalKey key() {
      return current().key;
    }

    @Override
    public byte[] value() {
      Write current = current();
      return current.value.map(kept -> kept.bytes).orElseGet(() -> reread(current));
    }

    private byte[] reread(Write wanted) {
      if (readRecord != wanted.record) {
        readBytes = record(wanted.record);
        readRecord = wanted.record;
      }
      int from = wanted.valueFrom;
      return Arrays.copyOfRange(readBytes, from, from + wanted.valueLength);
    }

    private byte[] record(long offset) {
      try (DatabaseFile file = DatabaseFile.open(path)) {
        TolerantLog log = new TolerantLog(file, offset, (from, length, zeros) -> {});
        Optional<byte[]> record = log.next();
        if (record.isEmpty() || log.recordOffset() != offset) {
          throw file.damaged(offset, "changed while it was read");
        }
        return record.get();
      } catch (NoSuchFileException gone) {
        throw DatabaseFile.damaged(path, "disappeared while it was read");
      }
    }

    @Override
    public String file() {
      return name();
    }

    @Override
    public long offset() {
      return current().record;
    }

    @Override
    public int rank() {
      return Rank.LOG;
    }

    @Override
    public boolean isRetired() {
      return retired;
    }

    private Write current() {
      if (write == null) {
        throw new IllegalStateException("before the first entry or after the last");
      }
      return write;
    }

    @Override
    public void close() {}
  }
}
