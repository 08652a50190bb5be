package io.sectorsh.lab.scenario;

import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A situation that an operator comes into. Immutable.
 *
 * @param name as it is chosen
 * @param text what it is, in a line
 * @param cast which of the usual lab's sectors there are
 * @param minerRuns whether lotus-miner runs; its repository is just initialised otherwise
 * @param cutShort a script that begins and is killed half-way before anything else
 * @param situation what an operator is told at the start: where things stand, what to type first
 */
public record Scenario(
    String name,
    String text,
    UnaryOperator<Population> cast,
    boolean minerRuns,
    Told cutShort,
    Told situation) {
  /** The usual lab. */
  public static final Scenario NONE =
      new Scenario("", "", all -> all, true, Told.NOTHING, Told.NOTHING);

  /** Words that name things of this lab. */
  public interface Told extends BiFunction<StoreLayout, Population, List<String>> {
    /** None. */
    Told NOTHING = (layout, population) -> List.of();
  }

  static Scenario of(String name, String text, UnaryOperator<Population> cast) {
    return new Scenario(name, text, cast, true, Told.NOTHING, Told.NOTHING);
  }

  Scenario minerStopped() {
    return new Scenario(name, text, cast, false, cutShort, situation);
  }

  Scenario killedIn(Told script) {
    return new Scenario(name, text, cast, minerRuns, script, situation);
  }

  Scenario telling(Told lines) {
    return new Scenario(name, text, cast, minerRuns, cutShort, lines);
  }
}
