package io.sectorsh.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Systems that run inside this process, such as a lab; found through {@link
 * java.util.ServiceLoader}, so that the shell need not know them.
 */
public interface EmbeddedSystems {
  /**
   * Starts them.
   *
   * @param directory where they keep their files; empty for a temporary directory that is deleted
   *     on close
   * @param seed what their state is generated from: the same seed gives the same state
   */
  Running start(Optional<Path> directory, long seed);

  /**
   * Starts them with something wrong in them, to learn from.
   *
   * @param incident one of {@link #incidents}
   * @param sectors how many sectors there are; empty for a few
   */
  Running startIncident(Optional<Path> directory, long seed, String incident, OptionalInt sectors);

  /** What can be wrong in them, each by its name. */
  Map<String, String> incidents();

  /**
   * Starts them in a situation that an operator comes into.
   *
   * @param scenario one of {@link #scenarios}
   * @param sectors how many there are, all healthy; empty for one of each kind. Very many have no
   *     files.
   */
  Running startScenario(Optional<Path> directory, long seed, String scenario, OptionalInt sectors);

  /** The situations that they can be in, each by its name. */
  Map<String, String> scenarios();

  /** Systems that have been started. */
  interface Running extends AutoCloseable {
    /** How to reach them. */
    Profile profile();

    /** One line for the user: what runs and where. */
    String describe();

    /**
     * What an operator is to know of the situation, and what to type first; a few lines, or none.
     */
    List<String> situation();

    /**
     * The words of a script that is to be begun and killed half-way before anything else, so that
     * there is something interrupted; mostly none.
     */
    List<String> cutShort();

    /** Stops them and deletes a temporary directory. */
    @Override
    void close();
  }
}
