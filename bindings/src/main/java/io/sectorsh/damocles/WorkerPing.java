package io.sectorsh.damocles;

import io.sectorsh.jsonrpc.Members;
import java.time.Instant;

/**
 * What a worker last told the manager of itself.
 *
 * @param name its instance name; workers without one that share an address share it
 * @param destination host and port of its own API
 * @param version of the worker
 * @param threads how many sealing threads it has
 * @param empty those without a sector
 * @param paused those that stopped, by an error or by somebody
 * @param running those that work
 * @param waiting those that wait for something
 * @param errors those of the paused that have an error
 * @param lastPing when
 */
public record WorkerPing(
    String name,
    String destination,
    String version,
    long threads,
    long empty,
    long paused,
    long running,
    long waiting,
    long errors,
    Instant lastPing) {

  static WorkerPing of(Members members) {
    Members info = members.object("Info", inner -> inner).orElse(members);
    Members summary = info.object("Summary", inner -> inner).orElse(info);
    return new WorkerPing(
        info.text("Name"),
        info.text("Dest"),
        info.text("Version"),
        summary.number("Threads"),
        summary.number("Empty"),
        summary.number("Paused"),
        summary.number("Running"),
        summary.number("Waiting"),
        summary.number("Errors"),
        Instant.ofEpochSecond(members.number("LastPing")));
  }
}
