package io.sectorsh.proofs.explain;

import io.sectorsh.proofs.picture.EpochTime;
import java.time.Duration;

/**
 * Something that changed while a window was followed.
 *
 * @param now newest epoch of the chain
 * @param left until the window closes; none when it has
 * @param text what changed
 */
public record WatchLine(EpochTime now, Duration left, String text) {
  /** On one line, for a terminal that is watched. */
  @Override
  public String toString() {
    return "%s  closes in %s  %s".formatted(now, Wording.of(left), text);
  }
}
