package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The journal's batches of one migration, with outcomes and pre-images of their actions. */
final class BatchTable {
  /** How many descriptions are named at most. */
  static final int SHOWN = 5;

  private static final int LARGE = 64 << 10;

  private final Journal journal;
  private final long migration;
  private final ActionKinds kinds;

  BatchTable(Journal journal, long migration, ActionKinds kinds) {
    this.journal = journal;
    this.migration = migration;
    this.kinds = kinds;
  }

  /** The batches, from the first. */
  List<Integer> numbers() {
    return journal.list(
        "SELECT batch FROM batches WHERE migration = ? ORDER BY batch",
        row -> row.getInt(1),
        migration);
  }

  BatchState state(int batch) {
    return journal
        .one(
            "SELECT state FROM batches WHERE migration = ? AND batch = ?",
            row -> BatchState.ofWord(row.getString(1)),
            migration,
            batch)
        .orElseThrow();
  }

  void setState(int batch, BatchState state) {
    String time =
        state == BatchState.INTENT || state == BatchState.UNDO_INTENT ? "intent_at" : "closed_at";
    journal.run(
        "UPDATE batches SET state = ?, " + time + " = ? WHERE migration = ? AND batch = ?",
        state.word(),
        journal.now(),
        migration,
        batch);
  }

  /** The batches that are not closed, from the first. */
  List<Integer> open() {
    return journal.list(
        "SELECT batch FROM batches WHERE migration = ? AND state <> 'closed' ORDER BY batch",
        row -> row.getInt(1),
        migration);
  }

  /** The batches with actions that failed, from the first. */
  List<Integer> failed() {
    return journal.list(
        "SELECT DISTINCT a.batch FROM outcomes o JOIN actions a"
            + " ON a.migration = o.migration AND a.seq = o.seq"
            + " WHERE o.migration = ? AND o.state IN ('failed', 'unknown') ORDER BY a.batch",
        row -> row.getInt(1),
        migration);
  }

  boolean hasOpen() {
    return journal.number(
            "SELECT count(*) FROM batches WHERE migration = ? AND state <> 'closed'", migration)
        > 0;
  }

  boolean hasFailures() {
    return failures() > 0;
  }

  /** How many actions failed. */
  long failures() {
    return journal.number(
        "SELECT count(*) FROM outcomes WHERE migration = ? AND state IN ('failed', 'unknown')",
        migration);
  }

  /** Whether a rollback to a checkpoint left something behind. */
  boolean hasLeft(int checkpoint) {
    return journal.number(
            "SELECT count(*) FROM outcomes o JOIN actions a"
                + " ON a.migration = o.migration AND a.seq = o.seq"
                + " WHERE o.migration = ? AND o.state IN ('left', 'undo-failed') AND a.batch > ?",
            migration,
            checkpoint)
        > 0;
  }

  /** What was done behind a checkpoint and cannot be undone; the first few. */
  List<String> irreversibleDone(int checkpoint) {
    return journal.list(
        "SELECT a.describe FROM actions a"
            + " JOIN batches b ON b.migration = a.migration AND b.batch = a.batch"
            + " LEFT JOIN outcomes o ON o.migration = a.migration AND o.seq = a.seq"
            + " WHERE a.migration = ? AND a.batch > ? AND a.irreversible IS NOT NULL"
            + " AND (o.state = 'done' OR o.state IN ('failed', 'unknown') AND o.begun"
            + " OR o.state = 'found-done' AND a.planned <> 'done'"
            + " OR o.state IS NULL AND b.state IN ('intent', 'undo-intent'))"
            + " ORDER BY a.seq LIMIT "
            + SHOWN,
        row -> row.getString(1),
        migration,
        checkpoint);
  }

  /** The actions of a batch in their order, with what the journal knows of each. */
  List<Item> items(int batch) {
    return journal.list(
        "SELECT "
            + PlannedAction.COLUMNS
            + ", o.state, o.begun, o.code, o.cause, o.next, i.sha256, i.content, i.file"
            + " FROM actions a"
            + " LEFT JOIN outcomes o ON o.migration = a.migration AND o.seq = a.seq"
            + " LEFT JOIN images i ON i.migration = a.migration AND i.seq = a.seq"
            + " WHERE a.migration = ?1 AND a.seq BETWEEN"
            + " (SELECT first FROM batches WHERE migration = ?1 AND batch = ?2)"
            + " AND (SELECT last FROM batches WHERE migration = ?1 AND batch = ?2)"
            + " ORDER BY a.seq",
        this::item,
        migration,
        batch);
  }

  private Item item(ResultSet row) throws SQLException {
    PlannedAction plan = PlannedAction.of(row);
    return new Item(plan.brief(), plan.read(kinds), outcome(row), image(row));
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    String state = row.getString(12);
    if (state == null) {
      return Outcome.NONE;
    }
    return new Outcome(
        ActionState.ofWord(state),
        row.getInt(13) != 0,
        new Failure(row.getString(14), row.getString(15), row.getString(16)));
  }

  private PreImage image(ResultSet row) throws SQLException {
    String hash = row.getString(17);
    if (hash == null) {
      return PreImage.none();
    }
    byte[] content = row.getBytes(18);
    String file = row.getString(19);
    byte[] bytes = file == null ? content : readFile(Path.of(file));
    if (!hash(bytes).equals(hash)) {
      throw damaged(row.getLong(1));
    }
    return PreImage.of(bytes);
  }

  private OperatorException damaged(long action) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "the image of what was before action " + action + " is damaged",
        journal.place().images().toString(),
        "Restore the journal's directory from a backup; nothing was undone.");
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
  }

  private static byte[] readFile(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  private static OperatorException unusable(Path file, IOException failure) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "an image of what was before cannot be kept or read: " + failure.getMessage(),
        file.toString(),
        "Look at free space and at the kernel's messages for this disk.",
        failure);
  }

  /** Keeps what was before; part of the transaction that writes the intent. */
  void keepImage(Item item) {
    Optional<byte[]> bytes = item.image.bytes();
    if (bytes.isEmpty()) {
      return;
    }
    boolean large = bytes.get().length > LARGE;
    journal.run(
        "INSERT OR REPLACE INTO images (migration, seq, sha256, content, file)"
            + " VALUES (?, ?, ?, ?, ?)",
        migration,
        item.number(),
        hash(bytes.get()),
        large ? null : bytes.get(),
        large ? writeFile(item.number(), bytes.get()).toString() : null);
  }

  private Path writeFile(long action, byte[] bytes) {
    Path directory = journal.place().images().resolve(Long.toString(migration));
    Path file = directory.resolve(Long.toString(action));
    Path written = directory.resolve(action + ".new");
    try {
      JournalPlace.privateDirectory(directory);
      Files.write(
          written,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      Directories.syncFile(written);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(directory);
      return file;
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  /** Keeps what has become of an action; part of the transaction that closes its batch. */
  void keepOutcome(Item item) {
    keepOutcome(item, journal.now());
  }

  /** The same for many at one time: neighbours of whom there is the same to say with one step. */
  void keepOutcomes(List<Item> items) {
    String at = journal.now();
    List<Item> inOrder = items.stream().sorted(Comparator.comparingLong(Item::number)).toList();
    int first = 0;
    for (int next = 1; next <= inOrder.size(); next++) {
      if (next == inOrder.size() || !isAlike(inOrder.get(next - 1), inOrder.get(next))) {
        keepOutcomes(inOrder.subList(first, next), at);
        first = next;
      }
    }
  }

  private static boolean isAlike(Item one, Item next) {
    return next.number() == one.number() + 1 && next.now.equals(one.now);
  }

  private void keepOutcomes(List<Item> alike, String at) {
    Item first = alike.get(0);
    if (alike.size() == 1 || first.now.isNone()) {
      alike.forEach(item -> keepOutcome(item, at));
      return;
    }
    journal.run(
        "INSERT OR REPLACE INTO outcomes (migration, seq, state, begun, code, cause, next, at)"
            + " SELECT migration, seq, ?, ?, ?, ?, ?, ? FROM actions"
            + " WHERE migration = ? AND seq BETWEEN ? AND ?",
        first.now.state().word(),
        first.now.begun() ? 1 : 0,
        first.now.failure().code(),
        first.now.failure().cause(),
        first.now.failure().next(),
        at,
        migration,
        first.number(),
        alike.get(alike.size() - 1).number());
  }

  private void keepOutcome(Item item, String at) {
    if (item.now.isNone()) {
      forgetOutcome(item);
      return;
    }
    journal.run(
        "INSERT OR REPLACE INTO outcomes (migration, seq, state, begun, code, cause, next, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        migration,
        item.number(),
        item.now.state().word(),
        item.now.begun() ? 1 : 0,
        item.now.failure().code(),
        item.now.failure().cause(),
        item.now.failure().next(),
        at);
  }

  void forgetOutcome(Item item) {
    if (!item.before.isNone()) {
      journal.run("DELETE FROM outcomes WHERE migration = ? AND seq = ?", migration, item.number());
    }
  }

  /** Adds to what is known of how long actions of a kind take. */
  void keepTiming(String kind, long actions, long bytes, long nanoseconds) {
    journal.run(
        "INSERT INTO timings (kind, actions, bytes, nanoseconds) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (kind) DO UPDATE SET actions = actions + excluded.actions,"
            + " bytes = bytes + excluded.bytes, nanoseconds = nanoseconds + excluded.nanoseconds",
        kind,
        actions,
        bytes,
        nanoseconds);
  }
}
