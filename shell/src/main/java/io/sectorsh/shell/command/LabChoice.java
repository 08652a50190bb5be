package io.sectorsh.shell.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a simulated provider is wanted, and which one.
 *
 * @param wanted whether it is
 * @param directory where it keeps its files; empty for a temporary directory
 * @param seed what its state is generated from
 * @param incident what goes wrong in it; empty for nothing
 * @param scenario the situation that it is in; empty for the usual one
 * @param sectors how many sectors it has, for an incident or a switch; empty for a few
 */
public record LabChoice(
    boolean wanted,
    Optional<Path> directory,
    long seed,
    Optional<String> incident,
    Optional<String> scenario,
    OptionalInt sectors) {
  /** No lab. */
  public static final LabChoice NONE =
      new LabChoice(
          false, Optional.empty(), 1, Optional.empty(), Optional.empty(), OptionalInt.empty());

  /**
   * Checks.
   *
   * @throws UsageException if both an incident and a scenario are given
   */
  public LabChoice {
    if (incident.isPresent() && scenario.isPresent()) {
      throw new UsageException(
          "--scenario does not go with --incident",
          "Leave one of them out: sectorsh --lab --scenario " + scenario.get());
    }
  }
}
