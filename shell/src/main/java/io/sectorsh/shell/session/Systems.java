package io.sectorsh.shell.session;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.profile.EmbeddedSystems;
import io.sectorsh.profile.Profile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the systems of a session: a profile's, or a lab that it starts. Safe for several threads.
 */
public final class Systems implements AutoCloseable {
  private final boolean lab;
  private final Optional<Path> directory;
  private final long seed;
  private final Optional<String> name;
  private EmbeddedSystems.@Nullable Running running;
  private @Nullable Profile profile;

  /**
   * @param lab whether to start a lab
   * @param directory where the lab keeps its files; empty for a temporary one
   * @param seed what the lab's state is generated from
   * @param name which profile otherwise; empty for the default one
   */
  public Systems(boolean lab, Optional<Path> directory, long seed, Optional<String> name) {
    this.lab = lab;
    this.directory = directory;
    this.seed = seed;
    this.name = name;
  }

  /** How to reach them; starts the lab if it is one. */
  public synchronized Profile profile() {
    Profile found = profile;
    if (found == null) {
      found = lab ? startLab().profile() : configured();
      profile = found;
    }
    return found;
  }

  /** Whether {@link #profile} answers at once. */
  public synchronized boolean isKnown() {
    return profile != null;
  }

  /** One line on what runs in this process; empty if nothing does. */
  public synchronized Optional<String> describe() {
    return Optional.ofNullable(running).map(EmbeddedSystems.Running::describe);
  }

  private EmbeddedSystems.Running startLab() {
    EmbeddedSystems systems =
        ServiceLoader.load(EmbeddedSystems.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new OperatorException(
                        ErrorCode.NOT_CONFIGURED,
                        "no lab comes with this installation",
                        "--lab",
                        "Start sectorsh with its own launcher, bin/sectorsh."));
    EmbeddedSystems.Running started = systems.start(directory, seed);
    running = started;
    return started;
  }

  private Profile configured() {
    return new Profile(
        name.orElse("default"),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public synchronized void close() {
    EmbeddedSystems.Running started = running;
    if (started != null) {
      running = null;
      started.close();
    }
  }
}
