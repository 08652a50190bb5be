package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Wishes that reach a running migration from another shell, through the journal. */
final class ControlTable {
  private static final Map<String, Consumer<RunControl>> WORDS =
      new TreeMap<>(
          Map.of(
              "pause", RunControl::pause,
              "resume", RunControl::resume,
              "slower", RunControl::slower,
              "faster", RunControl::faster,
              "stop-after-batch", RunControl::stopAfterBatch,
              "stop", RunControl::stopAfterAction,
              "stop-now", RunControl::stopNow));
  private static final long POLL_NANOSECONDS = 250_000_000;

  private final Journal journal;
  private final long migration;
  private long seen;
  private long polledAt;

  /** Hears what is said from now on. */
  ControlTable(Journal journal, long migration) {
    this.journal = journal;
    this.migration = migration;
    this.seen = journal.number("SELECT max(id) FROM controls WHERE migration = ?", migration);
    this.polledAt = System.nanoTime();
  }

  static void say(Journal journal, long migration, String word) {
    if (!WORDS.containsKey(word)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a running migration does not understand it",
          word,
          "Use one of " + String.join(", ", WORDS.keySet()) + ".");
    }
    journal.run(
        "INSERT INTO controls (migration, word, at, who) VALUES (?, ?, ?, ?)",
        migration,
        word,
        journal.now(),
        MigrationTable.who());
  }

  /** Passes on what was said since the last time; looks a few times a second at most. */
  void poll(RunControl control) {
    long now = System.nanoTime();
    if (now - polledAt < POLL_NANOSECONDS) {
      return;
    }
    polledAt = now;
    List<Long> ids =
        journal.list(
            "SELECT id, word FROM controls WHERE migration = ? AND id > ? ORDER BY id",
            row -> {
              Consumer<RunControl> wish = WORDS.get(row.getString(2));
              if (wish != null) {
                wish.accept(control);
              }
              return row.getLong(1);
            },
            migration,
            seen);
    if (!ids.isEmpty()) {
      seen = ids.get(ids.size() - 1);
    }
  }
}
