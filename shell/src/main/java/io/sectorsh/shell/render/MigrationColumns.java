package io.sectorsh.shell.render;

import io.sectorsh.migration.ActionRow;
import io.sectorsh.migration.Difference;
import io.sectorsh.migration.KindCount;
import io.sectorsh.migration.MigrationStatus;
import io.sectorsh.migration.PlannedAction;
import java.util.List;

/** How migrations, their plans and their reports are listed. */
final class MigrationColumns {
  private static final int MOST = 120;

  private MigrationColumns() {}

  static List<Column> statuses() {
    return new ColumnList<>(MigrationStatus.class)
        .add("id", 0, MigrationStatus::id)
        .add("name", 0, MigrationStatus::name)
        .add("state", 0, status -> status.state().word())
        .add("actions", 1, MigrationStatus::actions)
        .add("done", 1, MigrationStatus::done)
        .add("failed", 1, MigrationStatus::failed)
        .add("undone", 2, MigrationStatus::undone)
        .add("checkpoint", 2, MigrationStatus::checkpoint)
        .add("batches", 2, MigrationStatus::batches)
        .add("owner", 2, MigrationStatus::owner)
        .add("next", 1, MigrationStatus::next)
        .all();
  }

  static List<Column> kinds() {
    return new ColumnList<>(KindCount.class)
        .add("kind", 0, KindCount::kind)
        .add("to do", 0, KindCount::toDo)
        .add("done already", 1, KindCount::doneAlready)
        .add("conflicts", 0, KindCount::conflicts)
        .add("irreversible", 0, KindCount::irreversible)
        .add("bytes", 1, kind -> new Bytes(kind.bytes()))
        .add("estimate", 2, KindCount::estimate)
        .add("guessed", 2, KindCount::guessed)
        .all();
  }

  static List<Column> planned() {
    return new ColumnList<>(PlannedAction.class)
        .add("number", 0, PlannedAction::number)
        .add("batch", 2, PlannedAction::batch)
        .add("kind", 1, PlannedAction::kind)
        .add("state", 1, action -> action.planned().word())
        .add("description", 0, PlannedAction::description)
        .add("reason", 1, PlannedAction::reason)
        .add("irreversible", 2, PlannedAction::irreversible)
        .all();
  }

  static List<Column> differences() {
    return new ColumnList<>(Difference.class)
        .add("thing", 0, Difference::thing)
        .add("member", 0, Difference::member)
        .add("before", 0, difference -> inCell(difference.before()))
        .add("after", 0, difference -> inCell(difference.after()))
        .all();
  }

  /** A whole record has thousands of characters; as JSON all of them are shown. */
  private static String inCell(String value) {
    String line = value.replace("\n", " | ");
    return line.length() <= MOST ? line : line.substring(0, MOST - 3) + "...";
  }

  static List<Column> report() {
    return new ColumnList<>(ActionRow.class)
        .add("number", 0, ActionRow::number)
        .add("batch", 2, ActionRow::batch)
        .add("kind", 2, ActionRow::kind)
        .add("state", 0, ActionRow::state)
        .add("description", 0, ActionRow::description)
        .add("cause", 1, ActionRow::cause)
        .add("next", 1, ActionRow::next)
        .all();
  }
}
