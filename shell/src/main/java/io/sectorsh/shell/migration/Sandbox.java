package io.sectorsh.shell.migration;

import io.sectorsh.migration.Difference;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Trial;
import io.sectorsh.migration.Tried;
import io.sectorsh.scripts.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What code would have changed, held in memory: to be looked at, made a plan of, or dropped by
 * forgetting it. What the code read was the world with its own changes in it.
 */
public final class Sandbox implements Report {
  private final MigrationDesk desk;
  private final Trial trial;

  Sandbox(MigrationDesk desk, Trial trial) {
    this.desk = desk;
    this.trial = trial;
  }

  /**
   * One action.
   *
   * @param kind such as {@code file.move}
   * @param state whether it was done, not done, or in conflict with what, as the code saw it
   * @param description one line in the operator's words
   * @param reversible whether a rollback could undo it
   */
  public record Step(String kind, String state, String description, boolean reversible) {}

  /** What all of it comes to: each value that would be another one, with the old and the new. */
  public List<Difference> getDiff() {
    return trial.getDiff();
  }

  /** Each action, in order. */
  public List<Step> getActions() {
    return trial.getChanges().stream().map(Sandbox::step).toList();
  }

  private static Step step(Tried change) {
    return new Step(
        change.action().kind(),
        change.seen().words(),
        change.action().describe(),
        change.action().reversibility().isReversible());
  }

  /** Makes a plan of it, which can be applied. */
  public LiveMigration toPlan(String name) {
    return desk.plan(name, trial);
  }

  private long count(Class<? extends Inspection> state) {
    return trial.getChanges().stream().filter(change -> state.isInstance(change.seen())).count();
  }

  @Override
  public String headline() {
    long actions = count(Inspection.NotDone.class);
    int values = getDiff().size();
    return actions
        + (actions == 1 ? " action" : " actions")
        + ", none of them done: "
        + values
        + (values == 1 ? " difference" : " differences");
  }

  @Override
  public List<Difference> rows() {
    return getDiff();
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    long done = count(Inspection.Done.class);
    if (done > 0) {
      lines.add(done + " more done already");
    }
    trial.getChanges().stream()
        .filter(change -> change.seen() instanceof Inspection.Conflict)
        .map(change -> "cannot be done: " + change.action().describe() + ": " + reason(change))
        .forEach(lines::add);
    lines.add("_.actions lists the actions, _.toPlan('NAME') makes a plan of them.");
    return lines;
  }

  private static String reason(Tried change) {
    return change.seen() instanceof Inspection.Conflict conflict ? conflict.reason() : "";
  }
}
