package io.sectorsh.lab;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.incident.Incidents;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.scenario.Scenario;
import io.sectorsh.lab.scenario.Scenarios;
import io.sectorsh.profile.EmbeddedSystems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A simulated provider with sectors in every state that matters, to try things on: what {@code
 * --lab} starts.
 *
 * <p>Everything follows from the seed but tokens, keys and ports. Nothing outside the lab's own
 * directory is written, and nothing listens but on 127.0.0.1. A directory that holds an earlier lab
 * is continued with the changes that were made to it, whatever the seed; a temporary one is deleted
 * on close and at the end of the process.
 */
public final class Lab implements EmbeddedSystems {
  /** Of a lab with an incident: two in each deadline that is in use. */
  private static final int USUAL_SECTORS = 60;

  private static final int MOST_SECTORS = 100_000;

  private final Clock clock;

  /** A lab that goes by the system's clock. */
  public Lab() {
    this(Clock.systemUTC());
  }

  Lab(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws OperatorException REFUSED for a directory with other content, IN_USE for one whose lab
   *     runs in another process, IO_FAILED when files cannot be written
   */
  @Override
  public Running start(Optional<Path> directory, long seed) {
    return start(directory, LabPlan.usual(seed));
  }

  /**
   * @throws OperatorException as {@link #start(Optional, long)}, NOT_FOUND for an unknown incident,
   *     BAD_VALUE for too many sectors
   */
  @Override
  public Running startIncident(
      Optional<Path> directory, long seed, String incident, OptionalInt sectors) {
    int fewest = Math.max(USUAL_SECTORS, Incidents.named(incident).sectors());
    int count = sectors.orElse(fewest);
    requireCount(count, fewest, Population.MOST_WITH_FILES);
    return start(directory, new LabPlan(seed, incident, "", count));
  }

  private static void requireCount(int count, int fewest, int most) {
    if (count < fewest || count > most) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          count < fewest ? "this lab takes more sectors" : "a lab cannot have so many sectors",
          String.valueOf(count),
          "From %d to %d; 2349 fill a partition.".formatted(fewest, most));
    }
  }

  @Override
  public Map<String, String> incidents() {
    Map<String, String> texts = new LinkedHashMap<>();
    Incidents.all().forEach(incident -> texts.put(incident.name(), incident.text()));
    return texts;
  }

  /**
   * @throws OperatorException as {@link #start(Optional, long)}, NOT_FOUND for an unknown scenario,
   *     REFUSED for a directory with a lab of another one, BAD_VALUE for too many sectors or for a
   *     number of them in a scenario with sectors of its own
   */
  @Override
  public Running startScenario(
      Optional<Path> directory, long seed, String scenario, OptionalInt sectors) {
    Scenario wanted = Scenarios.named(scenario);
    if (sectors.isPresent()) {
      requireCount(sectors.getAsInt(), USUAL_SECTORS, MOST_SECTORS);
      requireFleet(wanted);
    }
    return start(directory, new LabPlan(seed, "", scenario, sectors.orElse(0)));
  }

  private static void requireFleet(Scenario scenario) {
    if (!Scenarios.SWITCHES.contains(scenario.name())) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this scenario has sectors of its own",
          scenario.name(),
          "Leave --sectors out, or take one of " + Scenarios.SWITCHES + ".");
    }
  }

  @Override
  public Map<String, String> scenarios() {
    Map<String, String> texts = new LinkedHashMap<>();
    Scenarios.all().forEach(scenario -> texts.put(scenario.name(), scenario.text()));
    return texts;
  }

  private Running start(Optional<Path> directory, LabPlan plan) {
    try {
      LabDirectory place =
          directory.isPresent() ? LabDirectory.named(directory.get()) : LabDirectory.temporary();
      place.require(plan.scenario());
      return RunningLab.start(place, plan, clock);
    } catch (IOException failed) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "the lab cannot be set up: " + failed.getMessage(),
          directory.map(Path::toString).orElse("a temporary directory"),
          "Name a directory on a file system with space: --lab=DIR.",
          failed);
    }
  }
}
