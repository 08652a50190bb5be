package io.sectorsh.shell.session;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.profile.EmbeddedSystems;
import io.sectorsh.profile.Profile;
import io.sectorsh.profile.Profiles;
import io.sectorsh.shell.command.Invocation;
import io.sectorsh.shell.command.LabChoice;
import io.sectorsh.shell.command.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the systems of a session: a profile's, or a lab that it starts. Safe for several threads.
 */
public final class Systems implements AutoCloseable {
  private final LabChoice lab;
  private final Optional<String> name;
  private final Optional<Path> journal;
  private @Nullable Path labJournal;
  private EmbeddedSystems.@Nullable Running running;
  private @Nullable Profile profile;

  private Systems(LabChoice lab, Optional<String> name, Optional<Path> journal) {
    this.lab = lab;
    this.name = name;
    this.journal = journal;
  }

  /** The systems that a command line names; finds nothing and starts nothing yet. */
  public static Systems of(Invocation invocation) {
    return new Systems(invocation.lab(), invocation.profile(), invocation.journal());
  }

  /** Systems that are known, such as those of a lab in another process, with its journal. */
  public static Systems of(Profile known, Path journal) {
    Systems systems = new Systems(LabChoice.NONE, Optional.empty(), Optional.of(journal));
    systems.profile = known;
    return systems;
  }

  /** How to reach them; starts the lab if it is one. */
  public synchronized Profile profile() {
    Profile found = profile;
    if (found == null) {
      found = lab.wanted() ? startLab().profile() : configured();
      profile = found;
    }
    return found;
  }

  /**
   * Where migrations are kept: where the command line says, beside a lab, or in the user's state
   * directory. A lab that lives only as long as this process has a journal that does so too.
   */
  public synchronized JournalPlace journal() {
    Path home = home();
    if (journal.isPresent()) {
      return JournalPlace.at(journal.get(), System.getenv(), home);
    }
    if (!lab.wanted()) {
      return JournalPlace.usual(System.getenv(), home);
    }
    return JournalPlace.at(labJournal().resolve("journal.db"), System.getenv(), home);
  }

  private Path labJournal() {
    if (lab.directory().isPresent()) {
      return lab.directory().get().resolve("sectorsh");
    }
    Path made = labJournal;
    try {
      made = made == null ? Files.createTempDirectory("sectorsh-journal") : made;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    labJournal = made;
    return made;
  }

  /** Whether {@link #profile} answers at once. */
  public synchronized boolean isKnown() {
    return profile != null;
  }

  /** One line on what runs in this process; empty if nothing does. */
  public synchronized Optional<String> describe() {
    return Optional.ofNullable(running).map(EmbeddedSystems.Running::describe);
  }

  /** What is to be known of the situation, and what to type first; mostly empty. */
  public synchronized List<String> situation() {
    boolean told = lab.scenario().isPresent() || lab.incident().isPresent();
    if (told || lab.directory().isPresent()) {
      profile();
    }
    EmbeddedSystems.Running systems = running;
    return systems == null ? List.of() : systems.situation();
  }

  private EmbeddedSystems.Running startLab() {
    EmbeddedSystems.Running started = start(lab());
    running = started;
    if (!started.cutShort().isEmpty()) {
      CutShortRun.begin(started.profile(), journal(), started.cutShort());
    }
    return started;
  }

  private EmbeddedSystems.Running start(EmbeddedSystems systems) {
    if (lab.incident().isPresent()) {
      return systems.startIncident(
          lab.directory(), lab.seed(), lab.incident().get(), lab.sectors());
    }
    return lab.scenario().isPresent()
        ? systems.startScenario(lab.directory(), lab.seed(), lab.scenario().get(), lab.sectors())
        : systems.start(lab.directory(), lab.seed());
  }

  /** The situations that the lab can be in, each by its name. */
  public static Map<String, String> scenarios() {
    return lab().scenarios();
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
    return Profiles.load(System.getenv(), home(), name);
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  /**
   * Refuses a profile that there is none of, before anything is begun.
   *
   * @throws UsageException with the names that there are
   * @throws OperatorException BAD_VALUE if the file of profiles is wrong
   */
  public static void requireProfile(String name) {
    List<String> names = Profiles.names(System.getenv(), home());
    if (!names.contains(name) && !name.equals(Profiles.ENVIRONMENT)) {
      Path file = Profiles.file(System.getenv(), home());
      throw new UsageException(
          "there is no profile " + name + " in " + file,
          names.isEmpty()
              ? "Add a table [profile." + name + "] to it."
              : "It is one of: " + String.join(", ", names) + ".");
    }
  }

  @Override
  public synchronized void close() {
    removeLabJournal();
    EmbeddedSystems.Running started = running;
    if (started != null) {
      running = null;
      started.close();
    }
  }

  private void removeLabJournal() {
    Path made = labJournal;
    labJournal = null;
    if (made == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException left) {
      // It lies in a directory for temporary files.
    }
  }
}
