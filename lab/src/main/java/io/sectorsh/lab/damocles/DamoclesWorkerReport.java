package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.DamoclesShape.Mark;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.transport.GoJson;
import java.util.Optional;

/** What a damocles worker last reported about a sector, in the worker's words. */
enum DamoclesWorkerReport {
  TICKET("Allocated", "TicketAssigned", "AssignTicket"),
  PC1("TicketAssigned", "PC1Done", "PC1"),
  PC2("PC1Done", "PC2Done", "PC2"),
  PRECOMMIT_SENT("PC2Done", "PCSubmitted", "SubmitPC"),
  PRECOMMIT_LANDED("PCSubmitted", "PCLanded", "CheckPC"),
  SEED("PersistanceSubmitted", "SeedAssigned", "AssignSeed"),
  PROVED("C1Done", "C2Done", "C2"),
  PROOF_SENT("C2Done", "ProofSubmitted", "SubmitProof"),
  FINISHED("ProofSubmitted", "Finished", "Finish"),
  SNAP_DEALS("SnapAllocated", "SnapDealsAcquired", "AcquireDeals"),
  SNAP_SENT("SnapProved", "SnapProofSubmitted", "SubmitProof"),
  SNAP_FINISHED("SnapProofSubmitted", "Finished", "Finish"),
  PERSIST_FAILED("PCLanded", "Persisted", "Persist"),
  ABORTED("TicketAssigned", "Aborted", "Abort");

  static final String ABORT_REASON = "commd mismatch";

  private final String previous;
  private final String next;
  private final String event;

  DamoclesWorkerReport(String previous, String next, String event) {
    this.previous = previous;
    this.next = next;
    this.event = event;
  }

  /** LatestState; empty when no worker has reported yet. */
  static Optional<ObjectNode> of(PlannedSector<DamoclesShape> sector) {
    DamoclesShape shape = sector.shape();
    if (shape.has(Mark.NO_WORKER) || sector.form().stage() == Stage.ALLOCATED) {
      return Optional.empty();
    }
    int worker = 1 + (int) (sector.number() % 3);
    ObjectNode json = GoJson.object();
    json.set(
        "Worker",
        GoJson.object()
            .put("Instance", "worker-0" + worker)
            .put("Location", "/data/sealing/" + (1 + sector.number() % 4)));
    DamoclesWorkerReport report = choose(sector);
    json.set(
        "StateChange",
        GoJson.object()
            .put("Prev", report.previous)
            .put("Next", report.next)
            .put("Event", report.event));
    return Optional.of(json.set("Failure", failure(shape)));
  }

  private static com.fasterxml.jackson.databind.JsonNode failure(DamoclesShape shape) {
    if (shape.has(Mark.ABORTED)) {
      return GoJson.object().put("Level", "Abort").put("Desc", ABORT_REASON);
    }
    if (shape.has(Mark.FAILED)) {
      return GoJson.object()
          .put("Level", "Permanent")
          .put("Desc", "copy to persist store:\n caused by: no space left on device");
    }
    return NullNode.instance;
  }

  private static DamoclesWorkerReport choose(PlannedSector<DamoclesShape> sector) {
    DamoclesShape shape = sector.shape();
    if (shape.has(Mark.ABORTED)) {
      return ABORTED;
    }
    if (shape.has(Mark.FAILED)) {
      return PERSIST_FAILED;
    }
    return switch (sector.form().snap()) {
      case DEALS -> SNAP_DEALS;
      case ENCODED, SENT -> SNAP_SENT;
      case LANDED, RELEASED -> SNAP_FINISHED;
      case NONE -> sealing(sector.form().stage(), shape);
    };
  }

  private static DamoclesWorkerReport sealing(Stage stage, DamoclesShape shape) {
    return switch (stage) {
      case ALLOCATED, TICKET -> TICKET;
      case PC1 -> PC1;
      case PC2 -> PC2;
      case PRECOMMIT_SENT -> PRECOMMIT_SENT;
      case PRECOMMIT_LANDED -> PRECOMMIT_LANDED;
      case SEED -> SEED;
      case PROVED -> PROVED;
      case PROOF_SENT -> PROOF_SENT;
      case ON_CHAIN -> isWorking(shape) ? PROOF_SENT : FINISHED;
    };
  }

  /** On chain, but nobody has told the manager that the sector is finished. */
  private static boolean isWorking(DamoclesShape shape) {
    return shape.isOnline() && !shape.has(Mark.NEED_REBUILD) && !shape.has(Mark.UNSEALING);
  }
}
