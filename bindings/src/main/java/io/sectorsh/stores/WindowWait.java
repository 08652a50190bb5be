package io.sectorsh.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a run until some deadlines are neither open nor about to open, since what follows takes
 * files away that their proofs may need. A plan knows how near they are when it is made; this looks
 * again when its turn comes, which may be hours later. It changes nothing.
 */
final class WindowWait implements Action {
  static final String KIND = "proving.wait";

  private final ProvingSchedule schedule;
  private final List<Integer> deadlines;
  private final Clock clock;
  private final Duration step;

  /**
   * @param step how long to sleep between two looks
   */
  WindowWait(ProvingSchedule schedule, List<Integer> deadlines, Clock clock, Duration step) {
    this.schedule = schedule;
    this.deadlines = List.copyOf(deadlines);
    this.clock = clock;
    this.step = step;
  }

  static WindowWait read(ObjectNode parameters) {
    List<Integer> deadlines = new ArrayList<>();
    for (JsonNode deadline : parameters.path("deadlines")) {
      deadlines.add(deadline.asInt());
    }
    return of(ProvingSchedule.read(parameters.path("schedule")), deadlines);
  }

  static WindowWait of(ProvingSchedule schedule, List<Integer> deadlines) {
    return new WindowWait(schedule, deadlines, Clock.systemUTC(), Duration.ofSeconds(1));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    deadlines.forEach(deadline -> parameters.withArray("deadlines").add(deadline));
    parameters.set("schedule", schedule.toJson());
    return parameters;
  }

  @Override
  public String describe() {
    return "wait while a proof is near in deadline "
        + String.join(", ", deadlines.stream().map(String::valueOf).toList());
  }

  /** How near they are now says nothing about later. */
  @Override
  public boolean judgedAtItsTurn() {
    return true;
  }

  @Override
  public Inspection inspect(Reading reading) {
    return isNear() ? Inspection.notDone("") : Inspection.done();
  }

  private boolean isNear() {
    return deadlines.stream().anyMatch(deadline -> schedule.isNear(deadline, clock.instant()));
  }

  @Override
  public void apply(BatchContext context) {
    while (isNear()) {
      try {
        Thread.sleep(step.toMillis());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      context.moved(0); // tells the operator, and ends the waiting if that is wanted
    }
  }

  /** By the end of its batch the next window may be near: that was waited for, and is over. */
  @Override
  public void verify(Reading reading) {
    // There is no effect that could be looked at.
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    return Inspection.done();
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    // Nothing was changed.
  }
}
