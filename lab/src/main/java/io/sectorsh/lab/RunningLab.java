package io.sectorsh.lab;

import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.profile.EmbeddedSystems;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A lab whose daemons answer. Safe for use by several threads. */
final class RunningLab implements EmbeddedSystems.Running {
  private final LabDirectory directory;
  private final Profile profile;
  private final String description;
  private final List<String> situation;
  private final List<String> cutShort;
  private final Deque<AutoCloseable> parts;
  private final Thread atExit = new Thread(this::shutDown, "lab-exit");

  private RunningLab(
      LabDirectory directory, LabWorld world, LabDaemons daemons, Deque<AutoCloseable> parts) {
    this.directory = directory;
    this.profile = daemons.profile();
    this.description = daemons.describe();
    this.situation = world.situation();
    this.cutShort = world.cutShort();
    this.parts = parts;
  }

  static RunningLab start(LabDirectory directory, LabPlan plan, Clock wall) throws IOException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      LabWorld world = LabWorld.of(directory, plan, wall);
      LabDaemons daemons = new LabDaemons(world, parts);
      daemons.start();
      parts.addFirst(world.begin());
      RunningLab lab = new RunningLab(directory, world, daemons, parts);
      Runtime.getRuntime().addShutdownHook(lab.atExit);
      return lab;
    } catch (IOException | RuntimeException failed) {
      closeAll(parts);
      discard(directory);
      throw failed;
    }
  }

  @Override
  public Profile profile() {
    return profile;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public List<String> situation() {
    return situation;
  }

  @Override
  public List<String> cutShort() {
    return cutShort;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return;
    }
    shutDown();
  }

  private synchronized void shutDown() {
    closeAll(parts);
    try {
      discard(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void discard(LabDirectory directory) throws IOException {
    if (directory.deletedOnClose()) {
      DirectoryTree.delete(directory.path());
    }
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    for (Optional<AutoCloseable> part = next(parts); part.isPresent(); part = next(parts)) {
      try {
        part.get().close();
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private static Optional<AutoCloseable> next(Deque<AutoCloseable> parts) {
    return Optional.ofNullable(parts.pollFirst());
  }
}
