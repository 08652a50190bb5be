package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.filecoin.SectorId;
import java.util.List;
import java.util.Optional;

/**
 * All that can be found out about one sector of damocles: both stores, its files, the worker that
 * had it last, and the chain.
 *
 * @param id which sector
 * @param state what goes on with it, as {@link SectorState#getState} says it
 * @param stage how far that has come; empty where the state says all
 * @param online its state among those that something is done with
 * @param offline its state among those at rest
 * @param job what workers do with it
 * @param worker whose thread has it, else who reported on it last, if the manager still hears of it
 * @param thread the thread of a worker that has it now, if one of those that answer has
 * @param files where the files of the first seal are, as the manager's index says
 * @param upgradeFiles where those of an upgrade are
 * @param chain how the chain sees it; absent if no node could be asked
 * @param sameReplica whether the chain has the replica that damocles knows; absent if one of them
 *     does not tell
 * @param problems why it is stuck, and what is wrong; empty if nothing is
 * @param unanswered what could not be found out, and why
 */
public record SectorOverview(
    SectorId id,
    String state,
    String stage,
    Optional<SectorState> online,
    Optional<SectorState> offline,
    Optional<SectorJob> job,
    Optional<WorkerPing> worker,
    Optional<WorkerRow> thread,
    Optional<IndexedFiles> files,
    Optional<IndexedFiles> upgradeFiles,
    Optional<SectorOnChain> chain,
    Optional<Boolean> sameReplica,
    List<SectorProblem> problems,
    List<String> unanswered) {

  /** The lists are copied. */
  public SectorOverview {
    problems = List.copyOf(problems);
    unanswered = List.copyOf(unanswered);
  }

  /** The sector's number. */
  public long getNumber() {
    return id.number();
  }

  /** The state that counts: online if there is one. */
  public SectorState getSector() {
    return online.or(() -> offline).orElseThrow();
  }

  /** Whether damocles is done with it; also true of aborted sectors. */
  public boolean isFinalized() {
    return getSector().isFinalized();
  }

  /** Whether both stores know it, which damocles does not intend. */
  public boolean isInBothStores() {
    return online.isPresent() && offline.isPresent();
  }

  /** Which stores know it: {@code online}, {@code offline}, or both. */
  public String getStores() {
    if (isInBothStores()) {
      return "online and offline";
    }
    return online.isPresent() ? SectorStore.ONLINE.word() : SectorStore.OFFLINE.word();
  }

  /** What to do next; empty if nothing needs doing. */
  public String getNext() {
    return problems.isEmpty() ? "" : problems.get(0).next();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(id).append(' ').append(state);
    text.append(stage.isEmpty() ? "" : ": " + stage).append(" (").append(getStores()).append(')');
    chain.ifPresent(seen -> text.append(", on chain ").append(seen));
    problems.forEach(problem -> text.append("; ").append(problem));
    return text.toString();
  }
}
