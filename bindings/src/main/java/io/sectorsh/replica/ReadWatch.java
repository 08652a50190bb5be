package io.sectorsh.replica;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows to other threads which file a check waits for. A disk that hangs lets no thread go, so only
 * somebody else can tell.
 */
public final class ReadWatch {
  private record Wait(Path file, long since) {}

  private volatile @Nullable Wait wait;

  void begin(Path file) {
    wait = new Wait(file, System.nanoTime());
  }

  void end() {
    wait = null;
  }

  /** The file that is being opened or read now; empty between reads. */
  public Optional<Path> file() {
    return Optional.ofNullable(wait).map(Wait::file);
  }

  /** For how long it has been waited for; zero between reads. */
  public Duration waited() {
    return Optional.ofNullable(wait)
        .map(now -> Duration.ofNanos(System.nanoTime() - now.since()))
        .orElse(Duration.ZERO);
  }
}
