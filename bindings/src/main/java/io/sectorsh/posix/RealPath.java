package io.sectorsh.posix;

import java.io.IOException;
import java.nio.file.Path;

/** Paths without links, to be compared. */
public final class RealPath {
  private RealPath() {}

  /** Where a path leads; of one that leads nowhere, the path itself without detours. */
  public static Path of(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException nowhere) {
      return path.toAbsolutePath().normalize();
    }
  }
}
