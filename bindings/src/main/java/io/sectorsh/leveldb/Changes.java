package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.RowCursor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is to differ between the old and the new database, by key; values only as digests. */
final class Changes {
  private final Map<byte[], Optional<Long>> changes = new TreeMap<>(Arrays::compareUnsigned);

  void put(byte[] key, byte[] value) {
    changes.put(key.clone(), Optional.of(digest(value)));
  }

  void delete(byte[] key) {
    changes.put(key.clone(), Optional.empty());
  }

  boolean contains(byte[] key) {
    return changes.containsKey(key);
  }

  /** The keys, in their order. */
  Set<byte[]> keys() {
    return Collections.unmodifiableSet(changes.keySet());
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Reads both wholly: every change must be there, and nothing else may differ. */
  void verify(Optional<LevelDbSnapshot> before, LevelDbSnapshot after) {
    try (RowCursor<LevelDbEntry> old = open(before);
        RowCursor<LevelDbEntry> entries = after.scan(new byte[0])) {
      Unchanged unchanged = new Unchanged(old);
      long put = 0;
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        Optional<Long> change = changes.get(entry.getKey());
        if (change == null) {
          unchanged.expect(entry, after.getPath());
        } else {
          expect(change, entry, after.getPath());
          put++;
        }
      }
      long wanted = changes.values().stream().filter(Optional::isPresent).count();
      if (unchanged.next().isPresent() || put != wanted) {
        throw wrong(after.getPath(), "keys are missing");
      }
    }
  }

  private static RowCursor<LevelDbEntry> open(Optional<LevelDbSnapshot> snapshot) {
    return snapshot
        .map(old -> old.scan(new byte[0]))
        .orElseGet(() -> RowCursor.over(Collections.emptyIterator()));
  }

  private static void expect(Optional<Long> change, LevelDbEntry entry, Path where) {
    if (!change.equals(Optional.of(digest(entry.getValue())))) {
      throw wrong(where, "key " + entry.getKeyText() + " has another value than was written");
    }
  }

  /** The entries of the old database that nobody changed. */
  private final class Unchanged {
    private final RowCursor<LevelDbEntry> old;

    Unchanged(RowCursor<LevelDbEntry> old) {
      this.old = old;
    }

    Optional<LevelDbEntry> next() {
      while (old.hasNext()) {
        LevelDbEntry entry = old.next();
        if (!changes.containsKey(entry.getKey())) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    void expect(LevelDbEntry entry, Path where) {
      Optional<LevelDbEntry> same = next();
      if (same.isEmpty()
          || !Arrays.equals(same.get().getKey(), entry.getKey())
          || !Arrays.equals(same.get().getValue(), entry.getValue())) {
        throw wrong(where, "key " + entry.getKeyText() + " is not as it was");
      }
    }
  }

  private static OperatorException wrong(Path where, String what) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "the staged database is not what it should be: " + what + "; the original is untouched",
        where.toString(),
        "Check memory and disk of this machine, then try again.");
  }

  private static long digest(byte[] value) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(value)).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
