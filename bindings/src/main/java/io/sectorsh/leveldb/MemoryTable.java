package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The newest write of each key in the log files; LevelDB keeps those below a few megabytes. */
final class MemoryTable {
  private static final int DELETION = 0;
  private static final int VALUE = 1;

  private final byte[] prefix;
  private final NavigableMap<byte[], Write> writes = new TreeMap<>(Arrays::compareUnsigned);

  /** The last write of one key. */
  private record Write(InternalKey key, @Nullable ValueBytes value) {
    byte[] bytes() {
      return value == null ? new byte[0] : value.bytes;
    }
  }

  /** A value, in a holder since arrays have no equality. */
  private static final class ValueBytes {
    private final byte[] bytes;

    ValueBytes(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * @param prefix keys that begin otherwise are not kept
   */
  MemoryTable(byte[] prefix) {
    this.prefix = prefix.clone();
  }

  /** These writes, and changes that come after all of them. */
  MemoryTable with(Map<String, Optional<byte[]>> changes) {
    MemoryTable table = new MemoryTable(prefix);
    table.writes.putAll(writes);
    changes.forEach((key, value) -> table.put(key.getBytes(UTF_8), value));
    return table;
  }

  private void put(byte[] key, Optional<byte[]> value) {
    if (Keys.startsWith(key, prefix)) {
      InternalKey newest = new InternalKey(key, InternalKey.LAST_SEQUENCE, value.isPresent());
      writes.put(key, new Write(newest, value.map(ValueBytes::new).orElse(null)));
    }
  }

  void read(DatabaseFile log) {
    LogReader records = new LogReader(log);
    for (Optional<byte[]> batch = records.next(); batch.isPresent(); batch = records.next()) {
      apply(new Input(log, records.recordOffset(), batch.get(), batch.get().length));
    }
  }

  private void apply(Input batch) {
    long sequence = batch.fixed64();
    long count = batch.fixed32() & 0xffffffffL;
    long seen = 0;
    while (batch.hasMore()) {
      put(batch, sequence + seen++);
    }
    if (seen != count) {
      throw batch.damaged("a batch of " + count + " writes holds " + seen);
    }
  }

  private void put(Input batch, long sequence) {
    int kind = batch.unsigned8();
    if (kind != DELETION && kind != VALUE) {
      throw batch.damaged("a write of unknown kind " + kind);
    }
    byte[] key = batch.prefixed();
    if (!Keys.startsWith(key, prefix)) {
      if (kind == VALUE) {
        batch.skip(batch.length());
      }
      return;
    }
    ValueBytes value = kind == VALUE ? new ValueBytes(batch.prefixed()) : null;
    Write write = new Write(new InternalKey(key, sequence, kind == VALUE), value);
    writes.merge(
        key, write, (old, later) -> later.key.sequence() >= old.key.sequence() ? later : old);
  }

  /** The newest write of a key. */
  Optional<FoundWrite> find(byte[] key) {
    return Optional.ofNullable(writes.get(key))
        .map(write -> new FoundWrite(write.key, write.bytes()));
  }

  /** A pass from a key on. */
  EntryCursor cursor(byte[] from) {
    Iterator<Write> rest = writes.tailMap(from, true).values().iterator();
    return new EntryCursor() {
      private @Nullable Write write;

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
        return current().bytes();
      }

      private Write current() {
        if (write == null) {
          throw new IllegalStateException("before the first entry or after the last");
        }
        return write;
      }
    };
  }
}
