package io.sectorsh.damocles.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what misleads in a manager's list of workers: it is kept by name, names need not be unique,
 * and nothing ever leaves it.
 */
record WorkerNotes(List<WorkerPing> pings) {

  /** What to know of one entry. */
  List<String> of(WorkerPing ping) {
    List<String> notes = new ArrayList<>();
    for (WorkerPing other : pings) {
      if (!other.name().equals(ping.name()) && other.address().equals(ping.address())) {
        notes.add(
            other.lastPing().isAfter(ping.lastPing())
                ? "an older name of " + other.name() + ", at the same address"
                : "at the same address as " + other.name());
      }
    }
    if (ping.name().equals(ping.host())) {
      notes.add("without a name of its own: another such worker on that host would hide it");
    }
    return notes;
  }

  /** What to know once the worker itself was asked. */
  List<String> of(WorkerPing ping, List<WorkerThread> threads) {
    List<String> notes = of(ping);
    if (ping.threads() != threads.size()) {
      notes.add(
          "the manager was told of "
              + ping.threads()
              + " threads, but it has "
              + threads.size()
              + ": another worker may use its name");
    }
    return notes;
  }
}
