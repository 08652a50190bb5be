package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a plan into the journal while it is recorded, a thousand actions at a time. Safe for use
 * by several threads.
 */
final class PlanWriter implements Recorder, AutoCloseable {
  private static final int CHUNK = 1000;
  private static final int MOST_RESOURCES = 500;

  /** 64 MB: each checkpoint waits for the disk. */
  private static final int CHECKPOINT_PAGES = 4096;

  private final long migration;
  private final PlanOptions options;
  private final JournalConnection journal;
  private final MessageDigest hash = Fingerprint.sha256();
  private final List<PlannedAction> chunk = new ArrayList<>();
  private final Set<String> resources = new TreeSet<>();
  private ReadingPass reading = new ReadingPass();
  private long count;
  private long bytes;
  private int batch = 1;
  private long batchFirst = 1;
  private long batchBytes;
  private boolean batchJudgedLater;

  /** Takes over the connection. */
  PlanWriter(long migration, PlanOptions options, JournalConnection journal) {
    this.migration = migration;
    this.options = options;
    this.journal = journal;
    // The last commit makes all of them durable: they are in one log.
    journal.execute("PRAGMA synchronous = NORMAL");
    journal.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
  }

  @Override
  public synchronized void add(Action action) {
    if (Thread.interrupted()) {
      throw new StoppedException();
    }
    if (action.judgedAtItsTurn()) {
      add(action, Inspection.notDone(""));
    } else {
      add(action, Look.at(action, reading));
    }
  }

  @Override
  public synchronized void addLater(Action action) {
    checkpoint();
    batchJudgedLater = true;
    put(
        PlannedAction.of(count + 1, batch, action, Inspection.notDone("")).atItsTurn(),
        action.resources());
    checkpoint();
  }

  /** The same of an action that must be possible to look at: throws what that throws. */
  synchronized void addSeen(Action action) {
    add(action, action.inspect(reading));
  }

  private void add(Action action, Inspection found) {
    boolean later = action.judgedAtItsTurn();
    if (isFull(action) || later != batchJudgedLater && count >= batchFirst) {
      checkpoint();
    }
    batchJudgedLater = later;
    put(PlannedAction.of(count + 1, batch, action, found), action.resources());
  }

  private boolean isFull(Action next) {
    long size = count - batchFirst + 1;
    return size >= options.batchSize()
        || size > 0 && batchBytes + next.bytes() > options.batchBytes();
  }

  /** Adds an action that was inspected before. */
  synchronized void put(PlannedAction planned, Set<String> touched) {
    while (planned.batch() > batch) {
      checkpoint();
    }
    resources.addAll(touched);
    if (resources.size() > MOST_RESOURCES) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "the plan touches more than " + MOST_RESOURCES + " repositories, stores and miners",
          planned.description(),
          "Split it into several migrations.");
    }
    hash.update((planned.line() + "\n").getBytes(UTF_8));
    chunk.add(planned);
    count++;
    bytes += planned.bytes();
    batchBytes += planned.bytes();
    if (chunk.size() >= CHUNK) {
      flush();
    }
  }

  @Override
  public synchronized void checkpoint() {
    if (count < batchFirst) {
      return;
    }
    flush();
    journal.run(
        "INSERT INTO batches (migration, batch, first, last, state) VALUES (?, ?, ?, ?, ?)",
        migration,
        batch,
        batchFirst,
        count,
        BatchState.PLANNED.word());
    batch++;
    batchFirst = count + 1;
    batchBytes = 0;
  }

  private void flush() {
    journal.transaction(
        () -> {
          chunk.forEach(this::insert);
          return chunk.size();
        });
    chunk.clear();
    reading.close();
    reading = new ReadingPass();
  }

  private void insert(PlannedAction action) {
    journal.run(
        "INSERT INTO actions (migration, seq, batch, kind, parameters, describe, bytes,"
            + " irreversible, planned, fingerprint, reason, next)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        migration,
        action.number(),
        action.batch(),
        action.kind(),
        action.parameters(),
        action.description(),
        action.bytes(),
        action.irreversible().orElse(null),
        action.planned().word(),
        action.fingerprint(),
        action.reason(),
        action.next());
  }

  /** The hash of what was written so far. */
  synchronized String hash() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) hash.clone()).digest());
    } catch (CloneNotSupportedException other) {
      throw new IllegalStateException(other);
    }
  }

  /** Ends the recording; the plan is on disk when this returns. The plan's hash. */
  synchronized String finish() {
    checkpoint();
    String sha256 = hash();
    journal.execute("PRAGMA synchronous = FULL");
    return journal.transaction(
        () -> {
          for (String resource : resources) {
            journal.run("INSERT INTO resources VALUES (?, ?)", migration, resource);
          }
          journal.run(
              "UPDATE migrations SET state = ?, actions = ?, bytes = ?, plan_sha256 = ?"
                  + " WHERE id = ?",
              MigrationState.PLANNED.word(),
              count,
              bytes,
              sha256,
              migration);
          return sha256;
        });
  }

  @Override
  public synchronized void close() {
    try (journal) {
      reading.close();
    }
  }
}
