package io.sectorsh.shell.session;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.profile.EmbeddedSystems;
import io.sectorsh.profile.Profile;
import io.sectorsh.profile.Profiles;
import io.sectorsh.shell.command.Invocation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the systems of a session: a profile's, or a lab that it starts. Safe for several threads.
 */
public final class Systems implements AutoCloseable {
  private final boolean lab;
  private final Optional<Path> directory;
  private final long seed;
  private final Optional<String> incident;
  private final OptionalInt sectors;
  private final Optional<String> name;
  private EmbeddedSystems.@Nullable Running running;
  private @Nullable Profile profile;

  private Systems(Invocation invocation) {
    this.lab = invocation.lab();
    this.directory = invocation.labDirectory();
    this.seed = invocation.seed();
    this.incident = invocation.incident();
    this.sectors = invocation.sectors();
    this.name = invocation.profile();
  }

  /** The systems that a command line names; finds nothing and starts nothing yet. */
  public static Systems of(Invocation invocation) {
    return new Systems(invocation);
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
    EmbeddedSystems systems = lab();
    EmbeddedSystems.Running started =
        incident.isPresent()
            ? systems.startIncident(directory, seed, incident.get(), sectors)
            : systems.start(directory, seed);
    running = started;
    return started;
  }

  /** What can go wrong in the lab, each by its name. */
  public static Map<String, String> incidents() {
    return lab().incidents();
  }

  private static EmbeddedSystems lab() {
    return ServiceLoader.load(EmbeddedSystems.class)
        .findFirst()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_CONFIGURED,
                    "no lab comes with this installation",
                    "--lab",
                    "Start sectorsh with its own launcher, bin/sectorsh."));
  }

  private Profile configured() {
    return Profiles.load(System.getenv(), Path.of(System.getProperty("user.home")), name);
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
