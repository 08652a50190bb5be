package io.sectorsh.damocles.worker;

import io.sectorsh.jsonrpc.Members;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a manager remembers of a worker: its last sign of life, which it never forgets by itself.
 *
 * @param name as configured, or else the address that the worker is seen at
 * @param address of its control server: host and port
 * @param version of the worker
 * @param threads how many it has
 * @param empty threads without a job
 * @param paused threads that wait to be resumed
 * @param running threads that work
 * @param waiting threads that wait for a processor
 * @param errors threads with an error
 * @param lastPing when it was last heard of
 */
public record WorkerPing(
    String name,
    String address,
    String version,
    long threads,
    long empty,
    long paused,
    long running,
    long waiting,
    long errors,
    Instant lastPing) {
  /** After this long without a sign damocles' own list calls a worker missing. */
  public static final Duration EXPIRATION = Duration.ofMinutes(10);

  /** Reads one as the manager tells it. */
  public static WorkerPing of(Members ping) {
    return ping.object("Info", info -> of(info, Instant.ofEpochSecond(ping.number("LastPing"))))
        .orElseThrow(() -> new IllegalArgumentException("a ping without Info"));
  }

  private static WorkerPing of(Members info, Instant lastPing) {
    Optional<Members> summary = info.object("Summary", inner -> inner);
    return new WorkerPing(
        info.text("Name"),
        info.text("Dest"),
        info.text("Version"),
        count(summary, "Threads"),
        count(summary, "Empty"),
        count(summary, "Paused"),
        count(summary, "Running"),
        count(summary, "Waiting"),
        count(summary, "Errors"),
        lastPing);
  }

  private static long count(Optional<Members> summary, String name) {
    return summary.map(counts -> counts.number(name)).orElse(0L);
  }

  /** Whether it has been silent for longer than {@link #EXPIRATION}. */
  public boolean isStale(Instant now) {
    return lastPing.plus(EXPIRATION).isBefore(now);
  }

  /** The host of its control server. */
  public String host() {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }
}
