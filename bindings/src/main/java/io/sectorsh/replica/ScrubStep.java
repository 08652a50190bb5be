package io.sectorsh.replica;

import java.time.Duration;
import java.util.List;

/**
 * How far a scrub is.
 *
 * @param done bytes of the sealed file that are hashed and compared
 * @param total bytes of the sealed file
 * @param suspicious places where something does not fit; which file is wrong is told at the end
 * @param finished whether that was all
 * @param findings what is wrong, with file and bytes; complete when it has finished
 * @param time since it began
 */
public record ScrubStep(
    long done,
    long total,
    long suspicious,
    boolean finished,
    List<ReplicaFinding> findings,
    Duration time) {
  /** The list is copied. */
  public ScrubStep {
    findings = List.copyOf(findings);
  }

  /** Bytes of the sealed file a second. */
  public double bytesPerSecond() {
    return done / Math.max(1e-3, time.toMillis() / 1e3);
  }

  /** In one line, such as {@code 1024 of 32768 MiB, 21 MiB/s, 25 min left, nothing wrong yet}. */
  public String line() {
    String so = suspicious == 0 ? "nothing wrong" : suspicious + " places wrong";
    if (finished) {
      return findings.isEmpty()
          ? "all %d bytes are what was sealed, checked in %d s".formatted(total, time.toSeconds())
          : findings.size() + " findings; the first: " + findings.get(0);
    }
    double rate = bytesPerSecond();
    long left = rate < 1 ? 0 : (long) ((total - done) / rate / 60);
    return "%d of %d MiB, %.0f MiB/s, %d min left, %s yet"
        .formatted(done >> 20, total >> 20, rate / (1 << 20), left, so);
  }
}
