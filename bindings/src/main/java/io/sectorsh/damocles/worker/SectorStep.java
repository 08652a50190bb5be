package io.sectorsh.damocles.worker;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.SectorId;
import java.time.Duration;
import java.util.Optional;

/**
 * What goes on with a sector, at one moment.
 *
 * @param sector as the manager knows it
 * @param worker the worker that works on it, if one was found that does
 * @param thread the thread of that worker
 */
public record SectorStep(
    SectorState sector, Optional<String> worker, Optional<WorkerThread> thread) {

  /** Which sector. */
  public SectorId getId() {
    return sector.getId();
  }

  /** What the manager says goes on with it, such as {@code rebuild}. */
  public String getState() {
    return sector.getState();
  }

  /** How far a worker has come with it, in its own word: now, or as it last reported. */
  public String getReached() {
    return thread
        .map(WorkerThread::state)
        .or(() -> sector.getLatestState().map(reported -> reported.next()))
        .orElse("");
  }

  /** See {@link WorkerThread#stage}. */
  public Optional<String> getStage() {
    return thread.flatMap(WorkerThread::stage);
  }

  /** What the thread is doing, in a word; empty if no thread has the sector. */
  public String getActivity() {
    return thread.map(one -> one.activity().toString()).orElse("");
  }

  /** See {@link WorkerThread#elapsed}. */
  public Optional<Duration> getElapsed() {
    return thread.map(WorkerThread::elapsed);
  }

  /** See {@link WorkerThread#lastError}. */
  public String getLastError() {
    return thread.flatMap(WorkerThread::lastError).orElse("");
  }

  /** All of it in one line. */
  String line() {
    StringBuilder line = new StringBuilder(getId().fileName()).append(": ").append(getState());
    if (thread.isEmpty()) {
      return line.append(sector.isOnline() ? ", no thread has it yet" : "").toString();
    }
    line.append(", ").append(getReached());
    getStage().ifPresent(stage -> line.append(", ").append(stage));
    line.append(' ').append(getActivity()).append(' ').append(thread.get().elapsed().toSeconds());
    line.append(" s on ").append(worker.orElse("")).append(" thread ").append(thread.get().index());
    return line.append(getLastError().isEmpty() ? "" : ": " + oneLine(getLastError())).toString();
  }

  static String oneLine(String error) {
    return String.join(" / ", error.lines().map(String::strip).toList());
  }
}
