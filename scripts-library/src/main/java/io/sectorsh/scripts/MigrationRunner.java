package io.sectorsh.scripts;

import io.sectorsh.migration.Migration;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.PlanOptions;
import io.sectorsh.migration.ProgressListener;
import io.sectorsh.migration.Recorder;
import io.sectorsh.migration.RunControl;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Where scripts plan and run migrations: a session's journal, with whoever watches the session and
 * may stop a run.
 */
public interface MigrationRunner {
  /** Records a plan; nothing is changed. */
  Migration record(String name, PlanOptions options, Consumer<Recorder> body);

  /** The newest migration of this name. */
  Optional<Migration> newest(String name);

  /** Runs one, such as {@code run(migration::apply)}. */
  MigrationStatus run(BiFunction<RunControl, ProgressListener, MigrationStatus> work);

  /**
   * Returns if a migration may be carried out, goes on or is tried again: where it matters, whoever
   * is there is asked for what in it cannot be undone.
   *
   * @throws io.sectorsh.migration.RefusedException if it may not
   */
  default void confirm(Migration migration) {}

  /** A journal that nobody watches. */
  static MigrationRunner unwatched(Migrations migrations) {
    return new MigrationRunner() {
      @Override
      public Migration record(String name, PlanOptions options, Consumer<Recorder> body) {
        return migrations.plan(name, options, body);
      }

      @Override
      public Optional<Migration> newest(String name) {
        return migrations.find(name);
      }

      @Override
      public MigrationStatus run(BiFunction<RunControl, ProgressListener, MigrationStatus> work) {
        return work.apply(new RunControl(), ProgressListener.none());
      }
    };
  }
}
