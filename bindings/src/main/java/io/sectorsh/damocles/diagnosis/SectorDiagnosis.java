package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.manager.IndexedFiles;
import io.sectorsh.damocles.sector.MessageInfo;
import io.sectorsh.damocles.sector.ReportedState;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorTicket;
import io.sectorsh.damocles.worker.ThreadActivity;
import io.sectorsh.damocles.worker.WorkerThread;
import io.sectorsh.filecoin.ChainEpoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out why a sector is stuck from what was seen of it. */
final class SectorDiagnosis {
  /** Epochs that a landed upgrade waits beyond finality, unless configured. */
  static final long USUAL_RELEASE_CONFIDENCE = 30;

  private static final long FINALITY = 900;

  /**
   * A ticket may be a day and a finality old (builtin-actors MAX_PRE_COMMIT_RANDOMNESS_LOOKBACK).
   */
  private static final long OLDEST_TICKET = 2880 + FINALITY;

  private final SectorOverview seen;
  private final SectorState sector;
  private final long releaseConfidence;
  private final Instant now;
  private final List<SectorProblem> problems = new ArrayList<>();

  SectorDiagnosis(SectorOverview seen, long releaseConfidence, Instant now) {
    this.seen = seen;
    this.sector = seen.getSector();
    this.releaseConfidence = releaseConfidence;
    this.now = now;
  }

  /** The same overview with its problems. */
  SectorOverview told() {
    if (seen.isInBothStores()) {
      tell(
          "it is in both stores: workers go by the online state, proofs by the files",
          "Compare " + it() + ".online with .offline, and find out which is older.");
    }
    if (sector.isOnline()) {
      thread();
      failures();
      work();
    }
    chain();
    files();
    return new SectorOverview(
        seen.id(),
        seen.state(),
        seen.stage(),
        seen.online(),
        seen.offline(),
        seen.job(),
        seen.worker(),
        seen.thread(),
        seen.files(),
        seen.upgradeFiles(),
        seen.chain(),
        seen.sameReplica(),
        problems,
        seen.unanswered());
  }

  private void thread() {
    seen.thread()
        .ifPresent(
            row -> {
              WorkerThread thread = row.thread().orElseThrow();
              String where = "'" + row.getWorker() + "', " + thread.index();
              if (thread.activity() == ThreadActivity.PAUSED) {
                tell(
                    "its thread is paused"
                        + thread.lastError().map(why -> ": " + oneLine(why)).orElse(""),
                    "Clear the cause, then damocles.workers.thread(" + where + ").resume().");
              }
            });
    boolean asked = seen.unanswered().stream().noneMatch(line -> line.startsWith("the workers"));
    boolean waits = sector.getUpgradeLandedEpoch().isPresent();
    if (asked && seen.thread().isEmpty() && seen.job().isPresent() && !waits && !isLive()) {
      tell(
          "no thread of any worker has it",
          "See damocles.workers; a sector whose worker is lost has to be aborted.");
    }
  }

  private void failures() {
    sector
        .getLatestState()
        .flatMap(ReportedState::failure)
        .ifPresent(
            failure ->
                tell(
                    "its worker reported: "
                        + failure.level()
                        + ": "
                        + oneLine(failure.description()),
                    "Clear the cause, then resume the thread that has it: damocles.workers."));
    if (sector.getMessageInfo().filter(MessageInfo::needSend).isPresent()) {
      tell("its message is to be sent again", "See what the messager says about it.");
    }
    String name = sector.getLatestState().map(ReportedState::worker).orElse("");
    boolean asked = seen.unanswered().stream().noneMatch(line -> line.startsWith("worker "));
    if (!name.isEmpty() && asked && isUnheard()) {
      tell(
          "its worker "
              + name
              + seen.worker()
                  .map(ping -> " was last heard at " + ping.lastPing())
                  .orElse(" is not known to the manager any more"),
          "See whether that worker runs.");
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " / ");
  }

  private boolean isUnheard() {
    return seen.worker().map(ping -> ping.isStale(now)).orElse(true);
  }

  private void work() {
    switch (sector.getPhase()) {
      case REBUILD -> waitsForWorker("rebuild");
      case UNSEALING -> waitsForWorker("unseal");
      case SEALING -> {
        if (sector.getLatestState().isEmpty() && seen.thread().isEmpty() && !isLive()) {
          tell(
              "no worker has reported on it",
              "Abort it if no worker has it: damocles.changes.abort(" + number() + ", 'why').");
        }
      }
      default -> {}
    }
  }

  private void waitsForWorker(String plan) {
    if (seen.stage().startsWith("queued")) {
      tell(
          "no worker has reported on it since it was queued",
          "See that a thread has the plan " + plan + ": damocles.workers.");
    }
  }

  private void chain() {
    seen.chain()
        .ifPresent(
            chain -> {
              switch (sector.getPhase()) {
                case SEALING -> sealing(chain);
                case SNAPUP -> snapUp(chain);
                case FINALIZED, IMPORTED -> atRest(chain);
                case ABORTED -> aborted(chain);
                case INCOMPLETE -> incomplete();
                default -> {}
              }
            });
    if (seen.sameReplica().equals(Optional.of(false))) {
      tell(
          "the chain has another CommR than damocles",
          "Delete none of its files until it is clear which of them proves it.");
    }
  }

  private void sealing(SectorOnChain chain) {
    Optional<MessageInfo> messages = sector.getMessageInfo();
    Optional<ChainEpoch> ticket = sector.getTicket().map(SectorTicket::epoch);
    if (isLive()) {
      tell(
          "it is on chain already, and not finalized",
          "Finalize it: damocles.changes.finalizeSector(" + number() + ").");
    } else if (chain.health() == SectorHealth.GONE) {
      tell(
          "the chain has closed its number: not proven in time, or terminated",
          "Abort it: damocles.changes.abort(" + number() + ", 'why').");
    } else if (messages.flatMap(MessageInfo::commitCid).isPresent()) {
      tell("its proof was sent and is not on chain", "See what the messager says about it.");
    } else if (chain.health() == SectorHealth.NOT_ON_CHAIN
        && ticket.filter(since -> chain.head().since(since) > OLDEST_TICKET).isPresent()) {
      tell(
          "its ticket is too old: the chain would refuse its precommit",
          "Abort it, or resume its thread from before the ticket.");
    } else if (chain.health() == SectorHealth.NOT_ON_CHAIN
        && messages.flatMap(MessageInfo::preCommitCid).isPresent()) {
      tell("its precommit was sent and is not on chain", "See what the messager says about it.");
    }
  }

  private void snapUp(SectorOnChain chain) {
    boolean landed = chain.sector().filter(onChain -> onChain.isUpgraded()).isPresent();
    Optional<ChainEpoch> since = sector.getUpgradeLandedEpoch();
    if (sector.getUpgradeMessageId().isPresent() && !landed) {
      tell("its upgrade was sent and is not on chain", "See what the messager says about it.");
    } else if (landed && since.isEmpty()) {
      tell("its upgrade is on chain, and the manager has not noticed", "See the manager's log.");
    } else if (since.isPresent()
        && chain.head().since(since.get()) > FINALITY + releaseConfidence + FINALITY) {
      tell(
          "its upgrade landed at epoch " + since.get() + " and should be finalized by now",
          "Finalize it: damocles.changes.finalizeSector(" + number() + ").");
    }
  }

  private void atRest(SectorOnChain chain) {
    switch (chain.health()) {
      case FAULTY -> tell("it is faulty on chain", "Check its files: see proofs.");
      case GONE ->
          tell(
              "it is over on chain: terminated or expired",
              "Its files are not needed any more: damocles.changes.remove(" + number() + ").");
      case NOT_ON_CHAIN, PRECOMMITTED ->
          tell("it counts as sealed, and is not on chain", "See where its state came from.");
      default -> {}
    }
  }

  private void aborted(SectorOnChain chain) {
    if (chain.health().isLive()) {
      tell(
          "it was aborted, and is on chain all the same: it must be proven",
          "Restore it, then finalize it: damocles.changes.restore(" + number() + ").");
    }
  }

  private void incomplete() {
    tell(
        "its state lacks what a sealed sector has",
        "Import its whole state: damocles.changes.importState(state, override: true).");
  }

  private void files() {
    boolean asked = seen.unanswered().stream().noneMatch(line -> line.startsWith("the index"));
    boolean sealed =
        sector.getPhase() == SectorPhase.FINALIZED || sector.getPhase() == SectorPhase.IMPORTED;
    boolean upgraded =
        seen.chain().flatMap(SectorOnChain::sector).filter(row -> row.isUpgraded()).isPresent();
    Optional<IndexedFiles> needed = upgraded ? seen.upgradeFiles() : seen.files();
    if (asked && needed.isEmpty() && (sealed || isLive()) && !isRebuild()) {
      tell(
          "the manager's index has no store for its " + (upgraded ? "upgraded " : "") + "files",
          "Find them with stores; damocles-manager util storage attach enters them, with the"
              + " manager stopped.");
    }
  }

  private boolean isRebuild() {
    return sector.getPhase() == SectorPhase.REBUILD;
  }

  private boolean isLive() {
    return seen.chain().filter(chain -> chain.health().isLive()).isPresent();
  }

  private String it() {
    return "damocles.sector(" + number() + ")";
  }

  private long number() {
    return seen.getNumber();
  }

  private void tell(String what, String next) {
    problems.add(new SectorProblem(what, next));
  }
}
