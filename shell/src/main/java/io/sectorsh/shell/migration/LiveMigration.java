package io.sectorsh.shell.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.Change;
import io.sectorsh.migration.Checkpoint;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationEvent;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.PlannedAction;
import io.sectorsh.migration.Rollback;
import io.sectorsh.profile.HomePath;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A migration in a session: what it does is shown while it runs, and can be held up. */
public final class LiveMigration {
  private final Migration migration;
  private final MigrationDesk desk;
  private final String origin;

  LiveMigration(Migration migration, MigrationDesk desk) {
    this(migration, desk, "");
  }

  /**
   * @param origin what is to be known of where it comes from; mostly empty
   */
  LiveMigration(Migration migration, MigrationDesk desk, String origin) {
    this.migration = migration;
    this.desk = desk;
    this.origin = origin;
  }

  /** Its number in the journal. */
  public long getId() {
    return migration.getId();
  }

  /** Its name. */
  public String getName() {
    return migration.getName();
  }

  /** What it would do, in numbers. */
  public LivePlan getPlan() {
    return new LivePlan(getId(), migration.getPlan());
  }

  /** Its actions as they were planned. */
  public Rows<PlannedAction> getActions() {
    return migration.getActions();
  }

  /** Actions that cannot be done as things stood when it was planned. */
  public Rows<PlannedAction> getConflicts() {
    return migration.getConflicts();
  }

  /** What is not as the plan saw it; looks at all that is pending. */
  public Rows<Change> getChanges() {
    return migration.getChanges();
  }

  /** Where it stands. */
  public MigrationStatus getStatus() {
    return migration.getStatus();
  }

  /** Its actions and what has become of each. */
  public Rows<ActionRow> getReport() {
    return migration.getReport();
  }

  /** What failed, with cause and next step. */
  public Rows<ActionRow> getFailures() {
    return migration.getFailures();
  }

  /** Its batches. */
  public Rows<Checkpoint> getCheckpoints() {
    return migration.getCheckpoints();
  }

  /** Who did what with it. */
  public Rows<MigrationEvent> getEvents() {
    return migration.getEvents();
  }

  /** Carries it out. */
  public MigrationStatus apply() {
    return apply(Map.of());
  }

  /**
   * Carries it out.
   *
   * @param options {@code miner: 't01000'} names the miner of a production profile, where nobody is
   *     there to type it
   */
  public MigrationStatus apply(Map<String, ?> options) {
    confirm(options);
    return desk.run(migration::apply);
  }

  /** Goes on after a stop, a failure or a crash. */
  public MigrationStatus resume() {
    return resume(Map.of());
  }

  /** As {@link #apply(Map)}, goes on. */
  public MigrationStatus resume(Map<String, ?> options) {
    confirm(options);
    return desk.run(migration::resume);
  }

  private void confirm(Map<String, ?> options) {
    desk.confirm(migration, Optional.ofNullable(options.get("miner")).map(Object::toString));
  }

  /** Tries one failed action again, by its number in the report. */
  public MigrationStatus retry(long action) {
    return retry(Map.of(), action);
  }

  /** As {@link #retry(long)}, with the options of {@link #apply(Map)}. */
  public MigrationStatus retry(Map<String, ?> options, long action) {
    confirm(options);
    return desk.run((control, listener) -> migration.retry(action, control, listener));
  }

  /** Tries all failed actions again. */
  public MigrationStatus retry() {
    return retry(Map.of());
  }

  /** As {@link #retry()}, with the options of {@link #apply(Map)}. */
  public MigrationStatus retry(Map<String, ?> options) {
    confirm(options);
    return desk.run(migration::retryFailed);
  }

  /** Undoes all of it. */
  public MigrationStatus rollback() {
    return rollback(Map.of());
  }

  /**
   * Undoes what came after a checkpoint.
   *
   * @param options {@code to: 2} is the batch after which all is undone; {@code leaveIrreversible:
   *     true} leaves what cannot be undone
   */
  public MigrationStatus rollback(Map<String, ?> options) {
    int checkpoint = options.get("to") instanceof Number to ? to.intValue() : 0;
    Rollback order =
        new Rollback(checkpoint, Boolean.TRUE.equals(options.get("leaveIrreversible")));
    return desk.run((control, listener) -> migration.rollback(order, control, listener));
  }

  /** Has the process that runs it wait, wherever it is. */
  public LiveMigration pause() {
    return say("pause");
  }

  /** Has the process that runs it go on. */
  public LiveMigration goOn() {
    return say("resume");
  }

  /** Has it run at half the rate. */
  public LiveMigration slower() {
    return say("slower");
  }

  /** Has it run at twice the rate. */
  public LiveMigration faster() {
    return say("faster");
  }

  /** Has it stop after the action in hand. */
  public LiveMigration stop() {
    return say("stop");
  }

  /** Has it stop after the batch. */
  public LiveMigration stopAfterBatch() {
    return say("stop-after-batch");
  }

  private LiveMigration say(String word) {
    migration.say(word);
    return this;
  }

  /** Takes the world as it is now as what the plan saw. */
  public long recheck() {
    return migration.recheck();
  }

  /** Writes the plan into a file, for another operator. */
  public SavedPlan save(String file) {
    Path path = HomePath.ofUser().read(file, "save").toAbsolutePath();
    migration.save(path);
    return new SavedPlan(path, migration.toString());
  }

  /** Takes it out of the journal. */
  public void forget() {
    if (migration.getStatus().owner().isPresent()) {
      throw new OperatorException(
          ErrorCode.IN_USE, "it runs", toString(), "Stop it first: .stop()");
    }
    migration.forget();
  }

  @Override
  public String toString() {
    return migration + origin;
  }
}
