package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process works on a migration at a time: held by locks that die with the process, told by a
 * row of the journal.
 */
final class Ownership {
  private final Journal journal;
  private final long migration;
  private final ResourceLocks locks;

  private Ownership(Journal journal, long migration, ResourceLocks locks) {
    this.journal = journal;
    this.migration = migration;
    this.locks = locks;
  }

  private static Ownership take(Journal journal, MigrationRecord record, List<String> resources) {
    List<String> names = new ArrayList<>(resources);
    names.add("journal:" + journal.realFile() + "#" + record.id());
    String owner = "migration '" + record.name() + "'";
    boolean crashed = of(journal, record.id()).filter(earlier -> !earlier.isAlive()).isPresent();
    ResourceLocks locks = ResourceLocks.take(journal.place().locks(), names, owner);
    boolean taken = false;
    try {
      if (crashed) {
        journal.check();
      }
      journal.transaction(
          () -> {
            checkEarlier(journal, record);
            write(journal, record.id());
            return record;
          });
      taken = true;
      return new Ownership(journal, record.id(), locks);
    } finally {
      if (!taken) {
        locks.close();
      }
    }
  }

  /**
   * Does something as the owner.
   *
   * @param resources what the migration touches
   * @throws OperatorException IN_USE if another process is the owner, or another migration holds a
   *     resource
   */
  static <T> T hold(
      Journal journal, MigrationRecord record, List<String> resources, Supplier<T> work) {
    Ownership owner = take(journal, record, resources);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error failure) {
      owner.closeAfter(failure);
      throw failure;
    }
    owner.closeAfterAll();
    return result;
  }

  private static void checkEarlier(Journal journal, MigrationRecord record) {
    ProcessIdentity earlier = of(journal, record.id()).orElse(null);
    ProcessIdentity own = ProcessIdentity.own();
    if (earlier == null || earlier.equals(own)) {
      return;
    }
    if (earlier.isElsewhere() || earlier.isAlive()) {
      throw new OperatorException(
          ErrorCode.IN_USE,
          "belongs to " + earlier,
          "migration '" + record.name() + "'",
          "Go on there. If that process is dead for certain, delete its row from the table owners"
              + " of "
              + journal.place().database()
              + ".");
    }
    new MigrationTable(journal)
        .event(record.id(), "taken-over", "from " + earlier + ", which died");
  }

  private static void write(Journal journal, long migration) {
    ProcessIdentity own = ProcessIdentity.own();
    journal.run(
        "INSERT OR REPLACE INTO owners (migration, host, boot, pid, started, who, since)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        migration,
        own.host(),
        own.boot(),
        own.pid(),
        own.started(),
        MigrationTable.who(),
        journal.now());
  }

  /** Who the journal says it is; it may be dead. */
  static Optional<ProcessIdentity> of(Journal journal, long migration) {
    return journal.one(
        "SELECT host, boot, pid, started FROM owners WHERE migration = ?",
        row ->
            new ProcessIdentity(
                row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
        migration);
  }

  private void closeAfterAll() {
    try {
      close();
    } catch (OperatorException unwritten) {
      // What was done is committed. The row tells of this process for as long as it lives.
    }
  }

  /** Whatever happens, the failure before is the one to tell. */
  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException more) {
      failure.addSuppressed(more);
    }
  }

  private void close() {
    try {
      journal.run("DELETE FROM owners WHERE migration = ?", migration);
    } finally {
      locks.close();
    }
  }
}
