package io.sectorsh.damocles.sector;

import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * What a worker last reported of a sector, in the worker's words.
 *
 * @param worker its instance name
 * @param location the directory it works in
 * @param previous the state it came from
 * @param next the state it went to
 * @param event what made it go
 * @param failure why it stopped
 */
public record ReportedState(
    String worker,
    String location,
    String previous,
    String next,
    String event,
    Optional<Failure> failure) {

  /**
   * A worker's failure.
   *
   * @param level how bad, such as {@code Temporary}, {@code Permanent} or {@code Critical}
   * @param description one or more lines
   */
  public record Failure(String level, String description) {
    static Failure of(Members members) {
      return new Failure(members.text("Level"), members.text("Desc"));
    }
  }

  static ReportedState of(Members members) {
    Optional<Members> worker = members.object("Worker", inner -> inner);
    Optional<Members> change = members.object("StateChange", inner -> inner);
    return new ReportedState(
        worker.map(inner -> inner.text("Instance")).orElse(""),
        worker.map(inner -> inner.text("Location")).orElse(""),
        change.map(inner -> inner.text("Prev")).orElse(""),
        change.map(inner -> inner.text("Next")).orElse(""),
        change.map(inner -> inner.text("Event")).orElse(""),
        members.object("Failure", Failure::of));
  }
}
