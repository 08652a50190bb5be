package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;

/** A directory with several levels of tables and a log, and what must be found in it. */
final class WrittenDatabase {
  final TreeMap<String, String> content = new TreeMap<>();
  private final Random random;

  WrittenDatabase(long seed) {
    random = new Random(seed);
  }

  /** Puts, overwrites and deletes keys so often that tables are merged in between. */
  WrittenDatabase write(Path directory, int writes) throws IOException {
    Options options = options().writeBufferSize(64 << 10);
    try (DB db = JniDBFactory.factory.open(directory.toFile(), options)) {
      for (int i = 0; i < writes; i++) {
        change(db);
        if (i == writes / 2) {
          db.compactRange(null, null);
        }
      }
    }
    return this;
  }

  /** Writes into the log only; returns what was there after each write. */
  Set<SortedMap<String, String>> history(Path directory, int writes) throws IOException {
    Set<SortedMap<String, String>> history = new HashSet<>(Set.of(new TreeMap<>()));
    try (DB db = JniDBFactory.factory.open(directory.toFile(), options())) {
      for (int i = 0; i < writes; i++) {
        change(db);
        history.add(new TreeMap<>(content));
      }
    }
    return history;
  }

  /** One put or delete, as the seed says. */
  void change(DB db) {
    change(Optional.of(db));
  }

  /** As {@link #change(DB)}, only in {@link #content}. */
  void skip() {
    change(Optional.empty());
  }

  private void change(Optional<DB> db) {
    String key = "/sectors/" + random.nextInt(3000);
    if (random.nextInt(4) == 0) {
      content.remove(key);
      db.ifPresent(open -> open.delete(key.getBytes(UTF_8)));
    } else {
      String value = Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(40));
      content.put(key, value);
      db.ifPresent(open -> open.put(key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }
  }

  static Options options() {
    return new Options().compressionType(CompressionType.NONE).createIfMissing(true);
  }
}
