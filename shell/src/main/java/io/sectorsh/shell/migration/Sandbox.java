package io.sectorsh.shell.migration;

import io.sectorsh.migration.Action;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.ReadingPass;
import io.sectorsh.migration.Recorder;
import io.sectorsh.scripts.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What code would have changed, held in memory: to be looked at, made a plan of, or dropped by
 * forgetting it. Edits of a repository were made in a staged copy; everything else that the code
 * read was the world as it is.
 */
public final class Sandbox implements Report {
  private final MigrationDesk desk;
  private final List<Action> actions;

  private Sandbox(MigrationDesk desk, List<Action> actions) {
    this.desk = desk;
    this.actions = actions;
  }

  /** Takes down what is submitted. */
  static final class Notes implements Recorder {
    private final List<Action> actions = new ArrayList<>();

    @Override
    public void add(Action action) {
      actions.add(action);
    }

    @Override
    public void checkpoint() {
      // Batches are cut when a plan is made of it.
    }

    Sandbox finished(MigrationDesk desk) {
      return new Sandbox(desk, List.copyOf(actions));
    }
  }

  /**
   * One change.
   *
   * @param kind such as {@code file.move}
   * @param state whether it is done, not done, or in conflict with what
   * @param description one line in the operator's words
   * @param reversible whether a rollback could undo it
   */
  public record Difference(String kind, String state, String description, boolean reversible) {}

  /** Each change beside the world as it is now. */
  public List<Difference> getDiff() {
    try (ReadingPass reading = new ReadingPass()) {
      return actions.stream().map(action -> difference(action, reading)).toList();
    }
  }

  private static Difference difference(Action action, ReadingPass reading) {
    String state =
        action.judgedAtItsTurn() ? Inspection.notDone("").words() : action.inspect(reading).words();
    return new Difference(
        action.kind(), state, action.describe(), action.reversibility().isReversible());
  }

  /** Makes a plan of it, which can be applied. */
  public LiveMigration toPlan(String name) {
    return desk.plan(name, actions);
  }

  @Override
  public String headline() {
    return actions.size() + (actions.size() == 1 ? " change" : " changes") + ", none of them made";
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
