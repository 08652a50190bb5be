package io.sectorsh.damocles.diagnosis;

import io.sectorsh.damocles.sector.MessageInfo;
import io.sectorsh.damocles.sector.ReportedState;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.TerminateInfo;
import io.sectorsh.damocles.worker.WorkerRow;
import io.sectorsh.damocles.worker.WorkerThread;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a sector has come within its phase, in words. What the manager itself keeps counts; what
 * a worker reported last follows, since it may be older.
 */
public final class SectorStage {
  private static final String DONE = "Finished";

  private SectorStage() {}

  /** With the thread that has the sector now, which tells more than the last report. */
  public static String of(SectorState sector, Optional<WorkerRow> thread) {
    return thread
        .map(
            row -> {
              WorkerThread one = row.thread().orElseThrow();
              String doing =
                  one.stage().orElse(one.activity().toString().toLowerCase(Locale.ROOT))
                      + " for "
                      + one.elapsed().toSeconds()
                      + " s on "
                      + row.getWorker()
                      + ", thread "
                      + one.index();
              return withoutReport(sector) + ": " + doing;
            })
        .orElseGet(() -> of(sector));
  }

  private static String withoutReport(SectorState sector) {
    return switch (sector.getPhase()) {
      case SEALING -> sealing(sector);
      case SNAPUP -> snapUp(sector);
      default -> "running";
    };
  }

  /** Empty where the phase says all. */
  public static String of(SectorState sector) {
    return switch (sector.getPhase()) {
      case SEALING -> withReport(sealing(sector), sector);
      case SNAPUP -> withReport(snapUp(sector), sector);
      case REBUILD, UNSEALING -> taken(sector);
      case ABORTED -> sector.getAbortReason();
      case TERMINATING -> "asked for at epoch " + termination(sector).addedHeight();
      case TERMINATED -> "at epoch " + termination(sector).terminatedAt();
      case INCOMPLETE -> "put there without being sealed";
      case IMPORTED, FINALIZED -> sector.isUpgraded() ? "snapped" : "";
      case REMOVED -> "";
    };
  }

  private static TerminateInfo termination(SectorState sector) {
    return sector.getTerminateInfo().orElseThrow();
  }

  private static String sealing(SectorState sector) {
    Optional<MessageInfo> messages = sector.getMessageInfo();
    if (messages.flatMap(MessageInfo::commitCid).isPresent()) {
      return "proof sent";
    }
    if (sector.getSeed().isPresent()) {
      return "seed assigned";
    }
    if (messages.flatMap(MessageInfo::preCommitCid).isPresent()) {
      return "precommit sent";
    }
    return sector.getTicket().isPresent() ? "ticket assigned" : "allocated";
  }

  private static String snapUp(SectorState sector) {
    if (sector.getUpgradeLandedEpoch().isPresent()) {
      return "landed at epoch " + sector.getUpgradeLandedEpoch().get() + ", waits";
    }
    if (sector.getUpgradeMessageId().isPresent()) {
      return "message sent";
    }
    return sector.getUpgradedInfo().isPresent() ? "proof submitted" : "running";
  }

  private static String withReport(String stage, SectorState sector) {
    return report(sector).map(word -> stage + " (worker: " + word + ")").orElse(stage);
  }

  /** The report of the first seal stays until a worker of the new job reports. */
  private static String taken(SectorState sector) {
    return report(sector)
        .filter(word -> !word.equals(DONE))
        .map(word -> "running (worker: " + word + ")")
        .orElse("queued, or no report yet");
  }

  private static Optional<String> report(SectorState sector) {
    return sector.getLatestState().map(ReportedState::next).filter(word -> !word.isEmpty());
  }
}
