package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The migrations of a journal: plans them, finds them, lists them. The journal is opened when it is
 * first needed. Safe for use by several threads.
 */
public final class Migrations implements AutoCloseable {
  private final Journal journal;
  private final MigrationTable table;
  private final ActionKinds kinds;
  private final ChangeGuard guard;
  private final Transitions transitions;

  /**
   * Of the journal at a place.
   *
   * @param kinds reads actions back
   * @param guard says whether changes are allowed, and records plans
   */
  public Migrations(JournalPlace place, ActionKinds kinds, ChangeGuard guard) {
    this(place, kinds, guard, Clock.systemUTC(), Transitions.NONE);
  }

  Migrations(
      JournalPlace place,
      ActionKinds kinds,
      ChangeGuard guard,
      Clock clock,
      Transitions transitions) {
    this.journal = new Journal(place, clock);
    this.table = new MigrationTable(journal);
    this.kinds = kinds;
    this.guard = guard;
    this.transitions = transitions;
  }

  /** Where the journal is kept. */
  public JournalPlace getPlace() {
    return journal.place();
  }

  /** Records a plan with the usual options. */
  public Migration plan(String name, Consumer<Recorder> body) {
    return plan(name, PlanOptions.usual(), body);
  }

  /**
   * Records a plan: runs the body, and takes down whatever it submits to the session's guard or
   * adds to the recorder. Nothing is changed, whatever the mode.
   *
   * @param name in the operator's words; several plans may have the same one
   */
  public Migration plan(String name, PlanOptions options, Consumer<Recorder> body) {
    return plan(name, options, body, ProgressListener.none());
  }

  /** As the other methods, and tells how far it is; called on the thread that records. */
  public Migration plan(
      String name, PlanOptions options, Consumer<Recorder> body, ProgressListener listener) {
    return write(
        name,
        options,
        writer -> {
          Recorder recorder = new PlanMeter("planning", writer, listener);
          guard.record(recorder, () -> body.accept(recorder));
        });
  }

  private Migration write(String name, PlanOptions options, Consumer<PlanWriter> body) {
    if (name.isBlank()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE, "a migration needs a name", "migration", "Give it one.");
    }
    Forgetting.forgetAbandoned(journal);
    long id = table.create(name, options, Versions.text());
    return Ownership.hold(
        journal,
        table.get(id),
        List.of(),
        () -> {
          record(id, options, body);
          return get(id);
        });
  }

  private void record(long id, PlanOptions options, Consumer<PlanWriter> body) {
    boolean finished = false;
    try (PlanWriter writer = new PlanWriter(id, options, journal.connect())) {
      body.accept(writer);
      table.event(id, "planned", writer.finish());
      finished = true;
    } finally {
      if (!finished) {
        Forgetting.forget(journal, id);
      }
    }
  }

  /**
   * Takes in a plan that was saved with {@link Migration#save}, to be reviewed and applied here.
   * What it saw of the world then still counts.
   *
   * @throws OperatorException DAMAGED if the file was changed
   */
  public Migration load(Path file) {
    guard.requireNoSandbox("take in the plan " + file);
    PlanFile plan = PlanFile.open(file);
    return write(plan.name(), plan.options(), writer -> plan.copyTo(writer, kinds));
  }

  /**
   * Carries out one action as a migration of its own, so that it is journaled and can be undone;
   * nothing is kept if it is done already. Made for {@link ChangeGuard#setRunner}.
   *
   * @throws OperatorException if it failed, with its cause
   */
  public void carryOut(Action action) {
    Migration migration =
        write(action.describe(), PlanOptions.usual(), writer -> writer.addSeen(action));
    PlanSummary summary = migration.getPlan();
    if (summary.doneAlready() == 1) {
      migration.forget();
    } else if (summary.conflicts() == 1) {
      ActionRow row = migration.getReport().first().orElseThrow();
      migration.forget();
      throw failed(row);
    } else {
      MigrationStatus status = migration.apply(new RunControl(), ProgressListener.none());
      migration
          .getFailures()
          .first()
          .ifPresent(
              row -> {
                throw failed(row);
              });
      if (status.state() != MigrationState.DONE) {
        throw new StoppedException();
      }
    }
  }

  private static OperatorException failed(ActionRow row) {
    ErrorCode code =
        Arrays.stream(ErrorCode.values())
            .filter(each -> each.text().equals(row.code()))
            .findFirst()
            .orElse(ErrorCode.REJECTED);
    return new OperatorException(code, row.cause(), row.description(), row.next());
  }

  /** All, the newest first. */
  public Rows<MigrationStatus> list() {
    if (!journal.exists()) {
      return Rows.of(MigrationStatus.class, List.of());
    }
    return Rows.of(
        MigrationStatus.class,
        () -> table.all().map(record -> StatusReader.read(journal, record.id())).open());
  }

  /** The newest of this name, or the one of this number. */
  public Optional<Migration> find(String nameOrNumber) {
    if (!journal.exists()) {
      return Optional.empty();
    }
    Optional<MigrationRecord> named = table.newest(nameOrNumber);
    if (named.isEmpty() && nameOrNumber.matches("\\d{1,18}")) {
      long id = Long.parseLong(nameOrNumber);
      return table.all().filter(record -> record.id() == id).first().map(record -> get(id));
    }
    return named.map(record -> get(record.id()));
  }

  /**
   * The one of this number.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public Migration get(long id) {
    if (!journal.exists()) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "there is no journal",
          journal.place().database().toString(),
          "If migrations were kept elsewhere, name that file with --journal.");
    }
    table.get(id);
    return new Migration(journal, id, kinds, guard, transitions);
  }

  @Override
  public void close() {
    journal.close();
  }
}
