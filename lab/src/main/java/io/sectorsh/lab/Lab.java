package io.sectorsh.lab;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.profile.EmbeddedSystems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

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
    try {
      LabDirectory place =
          directory.isPresent() ? LabDirectory.named(directory.get()) : LabDirectory.temporary();
      return RunningLab.start(place, seed, clock);
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
