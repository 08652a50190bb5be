package io.sectorsh.shell.migration;

import groovy.lang.Closure;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationState;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.ProgressListener;
import io.sectorsh.migration.Recorder;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.RunControl;
import io.sectorsh.migration.Trial;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.Rows;
import io.sectorsh.scripts.MigrationRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What scripts see as {@code migrations}, and what {@code migration('name') { ... }} calls. Opens
 * the journal when it is first needed. Safe for use by several threads.
 */
public final class MigrationDesk
    implements MigrationRunner, Iterable<MigrationStatus>, AutoCloseable {
  private static final int MOST_NOTED = 10_000;

  private final Supplier<JournalPlace> place;
  private final ChangeGuard guard;
  private final MinerName name;
  private final Supplier<ActionKinds> kinds;
  private final AtomicReference<@Nullable RunControl> running = new AtomicReference<>();
  private volatile Watcher watcher = Watcher.NOBODY;
  private volatile @Nullable MigrationState lastRun;
  private final List<Action> noted = new ArrayList<>();
  private @Nullable Migrations opened;

  /**
   * @param place where the journal is
   * @param guard records plans, and says whether changes are allowed
   * @param profile whose miner is named where something cannot be undone
   * @param kinds every kind of action that a plan may hold
   */
  public MigrationDesk(
      Supplier<JournalPlace> place,
      ChangeGuard guard,
      Supplier<Profile> profile,
      Supplier<ActionKinds> kinds) {
    this.place = place;
    this.guard = guard;
    this.name = new MinerName(profile, question -> watcher.ask(question));
    this.kinds = kinds;
    guard.setRunner(this::carryOut);
    guard.setPlanner(this::note);
    guard.setConfirmer(
        change -> name.require(change + " cannot be undone", Optional.empty(), nextOfCall()));
  }

  /** In plan mode the changes of a line are kept until the line has been evaluated. */
  private synchronized void note(Action action) {
    if (noted.size() == MOST_NOTED) {
      throw new RefusedException(
          "refused in plan mode: more than " + MOST_NOTED + " changes in one line",
          "Put them into a plan, which is kept on disk: migration('name') { ... }");
    }
    noted.add(action);
  }

  /**
   * Makes a plan of what a line changed in plan mode.
   *
   * @param line becomes its name
   */
  public Optional<LiveMigration> planLine(String line) {
    List<Action> actions = takeNoted();
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LiveMigration(
                record(
                    line.strip(), PlanOptions.usual(), recorder -> actions.forEach(recorder::add)),
                this));
  }

  private synchronized List<Action> takeNoted() {
    List<Action> actions = List.copyOf(noted);
    noted.clear();
    return actions;
  }

  /** Forgets what a line changed that failed. */
  public void dropLine() {
    takeNoted();
  }

  /** A change outside of a plan is a migration of its own: journaled, and to be undone. */
  private void carryOut(Action action) {
    if (!action.reversibility().isReversible()) {
      name.require(irreversible(1), Optional.empty(), nextOfCall());
    }
    migrations().carryOut(action);
  }

  private synchronized Migrations migrations() {
    Migrations open = opened;
    if (open == null) {
      open = new Migrations(place.get(), kinds.get(), guard);
      opened = open;
    }
    return open;
  }

  /** From now on this one sees how runs go. */
  public void setWatcher(Watcher next) {
    watcher = next;
  }

  /** Records a plan; nothing is changed. */
  public LiveMigration plan(String name, Closure<?> body) {
    return plan(Map.of(), name, body);
  }

  /**
   * Records a plan with options.
   *
   * @param options {@code batch: 500} actions between two checkpoints; {@code failures:} {@code
   *     'stop'}, {@code 'continue'}, or after how many to stop
   */
  public LiveMigration plan(Map<String, ?> options, String name, Closure<?> body) {
    return new LiveMigration(record(name, PlanWords.read(options), braces(body)), this);
  }

  /** {@code migration('name')} without braces: as {@link #find}, so that nothing new is made. */
  public LiveMigration plan(Object nameOrNumber) {
    return find(nameOrNumber);
  }

  LiveMigration plan(String name, Trial trial) {
    return new LiveMigration(record(name, PlanOptions.usual(), trial::planInto), this);
  }

  /** Runs code whose changes are only noted: {@code sandbox { ... }}. */
  public Sandbox sandbox(Closure<?> body) {
    return new Sandbox(this, watched(listener -> Trial.of(guard, braces(body), listener)));
  }

  private static Consumer<Recorder> braces(Closure<?> body) {
    return recorder -> {
      body.setDelegate(recorder);
      body.setResolveStrategy(Closure.DELEGATE_FIRST);
      body.call(recorder);
    };
  }

  /** What grows while it is made: a line tells how far it is. */
  private <T> T watched(Function<ProgressListener, T> work) {
    Watcher seeing = watcher;
    try {
      return work.apply(progress -> seeing.show(ProgressText.of(progress)));
    } finally {
      seeing.end();
    }
  }

  /** Takes in a plan that another operator saved. */
  public LiveMigration load(String file) {
    Path path = HomePath.ofUser().read(file, "load").toAbsolutePath();
    Migration loaded = migrations().load(path);
    String itself =
        ", from %s; it is one of its own: migrations.find(%d).apply() carries it out, a variable that holds an earlier one does not"
            .formatted(path, loaded.getId());
    return new LiveMigration(loaded, this, itself);
  }

  /**
   * The newest of this name, or the one of this number.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public LiveMigration find(Object nameOrNumber) {
    return migrations()
        .find(nameOrNumber.toString())
        .map(found -> new LiveMigration(found, this))
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "the journal has no such migration",
                    nameOrNumber.toString(),
                    "migrations lists all."));
  }

  /** All, the newest first. */
  public Rows<MigrationStatus> getAll() {
    return migrations().list();
  }

  @Override
  public Iterator<MigrationStatus> iterator() {
    return getAll().iterator();
  }

  /** Where the journal is: a SQLite file. */
  public Path getJournal() {
    return migrations().getPlace().database();
  }

  /**
   * As Ctrl-C: the first time it finishes the action in hand and closes the batch, the second time
   * it stops at once.
   *
   * @return whether a migration runs in this process
   */
  public boolean interrupt() {
    RunControl control = running.get();
    if (control == null) {
      return false;
    }
    control.interrupt();
    return true;
  }

  /** What scripts plan with; at a prompt, {@link #plan} shows more. */
  @Override
  public Migration record(String name, PlanOptions options, Consumer<Recorder> body) {
    return watched(listener -> migrations().plan(name, options, body, listener));
  }

  @Override
  public Optional<Migration> newest(String name) {
    return migrations().find(name);
  }

  @Override
  public MigrationStatus run(BiFunction<RunControl, ProgressListener, MigrationStatus> work) {
    RunControl control = new RunControl();
    if (!running.compareAndSet(null, control)) {
      throw new RefusedException(
          "refused: a migration runs in this session already", "Wait for its end, or stop it.");
    }
    Watcher seeing = watcher;
    seeing.begin(control);
    try {
      MigrationStatus status =
          work.apply(control, progress -> seeing.show(ProgressText.of(progress)));
      lastRun = status.state();
      return status;
    } finally {
      seeing.end();
      running.set(null);
    }
  }

  /** Where the last run of this session left its migration; empty if there was none. */
  public Optional<MigrationState> getLastRun() {
    return Optional.ofNullable(lastRun);
  }

  /**
   * Names the miner that all of this process may change, where nobody is there to type it.
   *
   * @throws RefusedException if it is another one than a production profile's
   */
  public void nameMiner(String miner) {
    name.give(miner);
  }

  /** Whether {@link #nameMiner} named one. */
  public boolean isMinerNamed() {
    return name.isGiven();
  }

  /**
   * Runs a script, whose command line may have named the miner.
   *
   * @param miner what it named together with the word that something is to be changed
   */
  public <T extends @Nullable Object> T runNamed(Optional<String> miner, Supplier<T> script) {
    return name.during(miner, script);
  }

  @Override
  public void confirm(Migration migration) {
    long actions = migration.getPlan().irreversible();
    if (actions > 0) {
      name.requireAny(irreversible(actions), "Type its id when asked, or add " + option());
    }
  }

  void confirm(Migration migration, Optional<String> named) {
    long actions = migration.getPlan().irreversible();
    if (actions > 0) {
      String call = "m.apply(miner: '" + name.miner() + "')";
      name.require(irreversible(actions), named, "Type its id when asked, or give it: " + call);
    }
  }

  private String nextOfCall() {
    return "Type its id when asked; without a terminal, name it: sectorsh " + option() + " ...";
  }

  private String option() {
    return "--miner " + name.miner();
  }

  private static String irreversible(long actions) {
    return actions == 1 ? "1 action cannot be undone" : actions + " actions cannot be undone";
  }

  @Override
  public synchronized void close() {
    Migrations open = opened;
    opened = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return "migrations in " + place.get().database();
  }
}
