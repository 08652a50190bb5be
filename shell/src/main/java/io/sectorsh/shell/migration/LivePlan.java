package io.sectorsh.shell.migration;

import io.sectorsh.migration.KindCount;
import io.sectorsh.migration.PlanSummary;
import io.sectorsh.scripts.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as a person reads it before it is applied.
 *
 * @param id the migration's number in the journal
 * @param plan what it is in numbers
 */
public record LivePlan(long id, PlanSummary plan) implements Report {
  @Override
  public String headline() {
    return "migration '"
        + plan.name()
        + "': "
        + plan.toDo()
        + " of "
        + plan.actions()
        + " actions to do, in "
        + plan.batches()
        + (plan.batches() == 1 ? " batch" : " batches")
        + (plan.bytes() > 0 ? ", " + ProgressText.bytes(plan.bytes()) : "")
        + (plan.toDo() > 0 ? ", about " + ProgressText.time(plan.estimate()) : "")
        + (plan.guessed() ? " at a guess" : "");
  }

  @Override
  public List<KindCount> rows() {
    return plan.kinds();
  }

  @Override
  public List<String> closing() {
    List<String> lines = new ArrayList<>();
    if (plan.irreversible() > 0) {
      lines.add(
          plan.irreversible()
              + " cannot be undone: migrations.find("
              + id
              + ").actions.findAll { it.irreversible() }");
    }
    if (plan.conflicts() > 0) {
      lines.add(
          plan.conflicts()
              + " cannot be done as things stand: migrations.find("
              + id
              + ").conflicts");
    }
    if (plan.guessed()) {
      lines.add("the time is a guess: nothing of some kind has run here before");
    }
    if (!plan.resources().isEmpty()) {
      lines.add("touches " + String.join(", ", plan.resources()));
    }
    lines.add(
        plan.conflicts() > 0
            ? "It refuses to be applied."
            : plan.toDo() == 0
                ? "There is nothing to do."
                : "migrations.find(" + id + ").apply() carries it out.");
    return lines;
  }
}
