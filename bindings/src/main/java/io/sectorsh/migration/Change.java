package io.sectorsh.migration;

/**
 * What is not as a plan saw it.
 *
 * @param number the action's place in the plan, from 1
 * @param kind such as {@code file.move}
 * @param description the action in the operator's words
 * @param change what has changed
 */
public record Change(long number, String kind, String description, String change) {
  static Change of(PlannedAction planned, String change) {
    return new Change(planned.number(), planned.kind(), planned.description(), change);
  }
}
