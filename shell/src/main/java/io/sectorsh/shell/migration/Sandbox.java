package io.sectorsh.shell.migration;

import io.sectorsh.migration.Trial;
import io.sectorsh.migration.Tried;
import io.sectorsh.scripts.Report;
import java.util.List;

/**
 * What code would have changed, held in memory: to be looked at, made a plan of, or dropped by
 * forgetting it. What the code read was the world with its own changes in it, as far as they
 * concern damocles' sectors, lotus-miner's sectors and number reservations, and the metadata of
 * repositories; files and the chain it read as they are.
 */
public final class Sandbox implements Report {
  private final MigrationDesk desk;
  private final Trial trial;

  Sandbox(MigrationDesk desk, Trial trial) {
    this.desk = desk;
    this.trial = trial;
  }

  /**
   * One change.
   *
   * @param kind such as {@code file.move}
   * @param state whether it was done, not done, or in conflict with what, as the code saw it
   * @param description one line in the operator's words
   * @param reversible whether a rollback could undo it
   */
  public record Difference(String kind, String state, String description, boolean reversible) {}

  /** Each change, in order. */
  public List<Difference> getDiff() {
    return trial.getChanges().stream().map(Sandbox::difference).toList();
  }

  private static Difference difference(Tried change) {
    return new Difference(
        change.action().kind(),
        change.seen().words(),
        change.action().describe(),
        change.action().reversibility().isReversible());
  }

  /** Makes a plan of it, which can be applied. */
  public LiveMigration toPlan(String name) {
    return desk.plan(name, trial);
  }

  @Override
  public String headline() {
    int changes = trial.getChanges().size();
    return changes + (changes == 1 ? " change" : " changes") + ", none of them made";
  }

  @Override
  public List<Difference> rows() {
    return getDiff();
  }

  @Override
  public List<String> closing() {
    return List.of("toPlan('NAME') makes a plan of it.");
  }
}
