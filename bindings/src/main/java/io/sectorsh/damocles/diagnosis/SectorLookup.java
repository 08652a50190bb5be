package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.sector.ReportedState;
import io.sectorsh.damocles.sector.SectorJob;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorReplica;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.worker.WorkerPing;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.damocles.worker.WorkerThread;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Asks manager and chain about one sector. What cannot be asked is left out and told, except the
 * states themselves.
 */
public final class SectorLookup {
  private final DamoclesManager manager;
  private final Supplier<LotusNode> node;
  private final Rows<WorkerRow> threads;
  private final Clock clock;
  private final SectorId id;
  private final List<String> unanswered = new ArrayList<>();

  /**
   * @param node the chain node, set on the sector's miner; fails if there is none
   * @param threads of all workers
   */
  public SectorLookup(
      DamoclesManager manager,
      Supplier<LotusNode> node,
      Rows<WorkerRow> threads,
      Clock clock,
      SectorId id) {
    this.manager = manager;
    this.node = node;
    this.threads = threads;
    this.clock = clock;
    this.id = id;
  }

  /** Asks all that know something of it. */
  public SectorOverview look() {
    Optional<SectorState> online = manager.findSector(SectorStore.ONLINE, id);
    Optional<SectorState> offline = manager.findSector(SectorStore.OFFLINE, id);
    SectorState sector = online.or(() -> offline).orElseThrow(this::unknown);
    Optional<SectorOnChain> chain =
        asked("the chain", () -> Optional.of(SectorOnChain.of(node.get(), id)));
    Optional<WorkerRow> thread = thread(sector);
    SectorOverview seen =
        new SectorOverview(
            id,
            sector.getState(),
            SectorStage.of(sector, thread),
            online,
            offline,
            jobOf(sector),
            worker(sector, thread),
            thread,
            asked("the index of files", () -> manager.findFiles(IndexedFiles.Kind.NORMAL, id)),
            asked("the index of files", () -> manager.findFiles(IndexedFiles.Kind.UPGRADE, id)),
            chain,
            chain
                .flatMap(SectorOnChain::sector)
                .flatMap(onChain -> SectorReplica.isSame(sector, onChain)),
            List.of(),
            unanswered);
    return new SectorDiagnosis(seen, releaseConfidence(sector), clock.instant()).told();
  }

  private OperatorException unknown() {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        "damocles knows no such sector",
        "sector " + id.number() + " of miner " + id.miner(),
        "damocles.sectors lists all that it knows.");
  }

  private static Optional<SectorJob> jobOf(SectorState sector) {
    return switch (sector.getPhase()) {
      case SEALING -> Optional.of(SectorJob.SEALING);
      case SNAPUP -> Optional.of(SectorJob.SNAPUP);
      case REBUILD -> Optional.of(SectorJob.REBUILD);
      case UNSEALING -> Optional.of(SectorJob.UNSEAL);
      default -> Optional.empty();
    };
  }

  /**
   * The one that reported last, unless another one has it now: a rebuild does not report at once.
   */
  private Optional<WorkerPing> worker(SectorState sector, Optional<WorkerRow> thread) {
    Optional<WorkerPing> reported = reporter(sector);
    return thread
        .map(WorkerRow::ping)
        .filter(now -> reported.filter(ping -> !ping.name().equals(now.name())).isPresent())
        .or(() -> reported);
  }

  /** Of a sector at rest it does not matter any more. */
  private Optional<WorkerPing> reporter(SectorState sector) {
    Optional<String> name = sector.getLatestState().map(ReportedState::worker);
    return sector.isOnline()
        ? name.flatMap(known -> asked("worker " + known, () -> manager.getPings().find(known)))
        : Optional.empty();
  }

  /** Who has it now. Workers that do not answer are told only if none of the others has it. */
  private Optional<WorkerRow> thread(SectorState sector) {
    return sector.isOnline() ? asked("the workers", this::thread) : Optional.empty();
  }

  private Optional<WorkerRow> thread() {
    Set<String> silent = new TreeSet<>();
    try (RowCursor<WorkerRow> rows = threads.open()) {
      while (rows.hasNext()) {
        WorkerRow row = rows.next();
        if (row.thread().flatMap(WorkerThread::getSector).filter(id::equals).isPresent()) {
          return Optional.of(row);
        }
        row.problem().ifPresent(failure -> silent.add(row.getWorker()));
      }
    }
    if (!silent.isEmpty()) {
      unanswered.add("the workers: no answer of " + String.join(", ", silent));
    }
    return Optional.empty();
  }

  /** How long a landed upgrade waits in addition; the manager's default where it does not say. */
  private long releaseConfidence(SectorState sector) {
    if (sector.getPhase() != SectorPhase.SNAPUP || sector.getUpgradeLandedEpoch().isEmpty()) {
      return 0;
    }
    return asked(
            "the miner's configuration",
            () -> Optional.of(manager.minerConfig(id.miner()).getSnapUp().releaseConfidence()))
        .orElse(SectorDiagnosis.USUAL_RELEASE_CONFIDENCE);
  }

  private <T> Optional<T> asked(String what, Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (OperatorException failure) {
      unanswered.add(what + ": " + failure.what());
      return Optional.empty();
    }
  }
}
