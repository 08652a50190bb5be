package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.LotusShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SnapStage;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.SectorPiece;
import java.util.ArrayList;
import java.util.List;

/** The history that lotus-miner would have logged on the way to a sector's state. */
final class LotusEvents {
  private static final long MINUTE = 60;

  private final PlannedSector<LotusShape> sector;
  private final LotusValues values;
  private final SimulatedClock clock;
  private final List<LogEntry> log = new ArrayList<>();

  private LotusEvents(PlannedSector<LotusShape> sector, LotusValues values, SimulatedClock clock) {
    this.sector = sector;
    this.values = values;
    this.clock = clock;
  }

  static List<LogEntry> of(
      PlannedSector<LotusShape> sector, LotusValues values, SimulatedClock clock) {
    LotusEvents events = new LotusEvents(sector, values, clock);
    events.start();
    events.seal();
    events.upgrade();
    events.end();
    return List.copyOf(events.log);
  }

  private void event(long epoch, String name) {
    event(epoch, name, GoJson.object());
  }

  private void event(long epoch, String name, JsonNode user) {
    add(epoch, "event;sealing." + name, user, "");
  }

  private void failure(long epoch, String name, String trace) {
    add(epoch, "event;sealing." + name, GoJson.object(), trace);
  }

  private void add(long epoch, String kind, JsonNode user, String trace) {
    String message = GoJson.write(GoJson.object().set("User", user));
    log.add(new LogEntry(clock.seconds(epoch), kind, message, trace));
  }

  private void start() {
    long at = sector.timeline().start();
    ObjectNode id = GoJson.object().put("ID", sector.number()).put("SectorType", 5);
    if (sector.sealedPieces().isEmpty()) {
      event(at, "SectorStartCC", id);
    } else {
      event(at, "SectorStart", id);
      addPieces(at, sector.form().stage().reached(Stage.TICKET));
    }
  }

  private void addPieces(long at, boolean packing) {
    event(at, "SectorAddPiece");
    ArrayNode pieces = GoJson.array();
    values.deals(sector).stream().map(SectorPiece::toJson).forEach(pieces::add);
    event(at + 3, "SectorPieceAdded", GoJson.object().set("NewPieces", pieces));
    if (packing) {
      event(at + 4, "SectorStartPacking");
    }
  }

  private void seal() {
    Stage stage = sector.form().stage();
    Timeline time = sector.timeline();
    if (stage.reached(Stage.TICKET)) {
      event(time.start() + 5, "SectorPacked", GoJson.object().set("FillerPieces", fillers()));
      event(time.start() + 5, "SectorTicket", values.ticket(sector));
    }
    if (stage.reached(Stage.PC1)) {
      JsonNode out = LotusJson.bytes(values.preCommit1Out(sector));
      event(time.preCommit() - 60, "SectorPreCommit1", GoJson.object().set("PreCommit1Out", out));
    }
    if (stage.reached(Stage.PC2)) {
      ObjectNode commitments = GoJson.object();
      commitments.set("Sealed", LotusJson.cid(sector.sealedCid()));
      commitments.set("Unsealed", LotusJson.cid(sector.unsealedCid()));
      event(time.preCommit() - 30, "SectorPreCommit2", commitments);
    }
    if (stage.reached(Stage.PRECOMMIT_SENT)) {
      event(time.preCommit() - 8, "SectorPreCommitBatchSent", message(values.preCommit(sector)));
    }
    if (stage.reached(Stage.PRECOMMIT_LANDED)) {
      ArrayNode key = GoJson.array();
      values.preCommitTipSet(sector).forEach(block -> key.add(LotusJson.cid(block)));
      event(time.preCommit() + 5, "SectorPreCommitLanded", GoJson.object().set("TipSet", key));
    }
    prove(stage, time);
  }

  private void prove(Stage stage, Timeline time) {
    if (stage.reached(Stage.SEED)) {
      event(time.seed(), "SectorSeedReady", values.seed(sector));
    }
    if (stage.reached(Stage.PROVED)) {
      JsonNode proof = LotusJson.bytes(values.proof(sector));
      event(time.activation() - 12, "SectorCommitted", GoJson.object().set("Proof", proof));
    }
    if (stage.reached(Stage.PROOF_SENT)) {
      event(time.activation() - 8, "SectorCommitAggregateSent", message(values.commit(sector)));
    }
    if (stage.reached(Stage.ON_CHAIN)) {
      event(time.activation() + 5, "SectorProving");
      if (isFinalized()) {
        event(time.activation() + 5, "SectorFinalized");
      }
    }
  }

  private boolean isFinalized() {
    return sector.shape() != LotusShape.FINALIZE_SECTOR
        && sector.shape() != LotusShape.FINALIZE_FAILED;
  }

  private static ObjectNode message(Cid cid) {
    return GoJson.object().set("Message", LotusJson.cid(cid));
  }

  private JsonNode fillers() {
    ArrayNode fillers = GoJson.array();
    for (SectorPiece piece : values.sealedPieces(sector)) {
      if (piece.dealInfo().isEmpty()) {
        ObjectNode json = GoJson.object().put("Size", piece.size());
        fillers.add(json.set("PieceCID", LotusJson.cid(piece.pieceCid())));
      }
    }
    return fillers.isEmpty() ? NullNode.instance : fillers;
  }

  private void upgrade() {
    SnapStage snap = sector.form().snap();
    long landed = sector.timeline().upgrade();
    boolean packed = sector.shape() != LotusShape.SNAP_WAIT_DEALS;
    if (snap.reached(SnapStage.DEALS)) {
      event(landed - 120, "SectorMarkForUpdate");
      event(landed - 110, "SectorStartCCUpdate");
      addPieces(landed - 108, packed);
    }
    if (snap.reached(SnapStage.DEALS) && packed) {
      event(landed - 102, "SectorPacked", GoJson.object().set("FillerPieces", NullNode.instance));
    }
    if (snap.reached(SnapStage.ENCODED)) {
      ObjectNode out = GoJson.object();
      out.set("NewSealed", LotusJson.cid(sector.updateSealedCid()));
      out.set("NewUnsealed", LotusJson.cid(sector.updateUnsealedCid()));
      event(landed - 40, "SectorReplicaUpdate", GoJson.object().set("Out", out));
    }
    if (snap.reached(SnapStage.SENT)) {
      JsonNode proof = LotusJson.bytes(values.updateProof(sector));
      event(landed - 12, "SectorProveReplicaUpdate", GoJson.object().set("Proof", proof));
      event(landed - 10, "SectorFinalized");
      event(landed - 9, "SectorReplicaUpdateSubmitted", message(values.update(sector)));
    }
    if (snap.reached(SnapStage.LANDED)) {
      event(landed + 5, "SectorReplicaUpdateLanded");
    }
    if (snap.reached(SnapStage.RELEASED)) {
      event(landed + 910, "SectorUpdateActive");
      event(landed + 910, "SectorKeyReleased");
    }
  }

  /** What led to the failed and the final states. */
  private void end() {
    long now = Timeline.START_EPOCH;
    long number = sector.number();
    switch (sector.shape()) {
      case AVAILABLE -> event(sector.timeline().activation() + 900, "SectorMarkForUpdate");
      case SEAL_PRE_COMMIT_1_FAILED ->
          failure(
              now - 40,
              "SectorSealPreCommit1Failed",
              "seal pre commit(1) failed: storage call error 0: presealing sector %d (s-t0%d-%d):"
                      .formatted(number, Population.MINER, number)
                  + " No space left on device (os error 28)");
      case COMMIT_FAILED ->
          failure(
              now - 15,
              "SectorCommitFailed",
              "pushing message to mpool: GasEstimateMessageGas error: estimating gas used: message"
                  + " execution failed: exit SysErrInsufficientFunds(6), reason: actor balance less"
                  + " than needed (RetCode=6)");
      case FINALIZE_FAILED ->
          failure(
              sector.timeline().activation() + 9,
              "SectorFinalizeFailed",
              "finalize sector: storage call error 0: moving sector data: move sector: rsync: no"
                  + " space left on device");
      case REPLICA_UPDATE_FAILED ->
          failure(
              now - 7,
              "SectorProveReplicaUpdateFailed",
              "prove replica update (2) failed: storage call error 0: generated invalid proof");
      case FAILED_UNRECOVERABLE -> unrecoverable(now);
      case TERMINATE_FAILED, TERMINATE_WAIT, TERMINATE_FINALITY, REMOVING, REMOVED ->
          terminate(now);
      case RELEASE_SECTOR_KEY -> event(now - 2, "SectorUpdateActive");
      default -> {}
    }
  }

  private void unrecoverable(long now) {
    event(now - 40, "SectorForceState", GoJson.object().put("State", "FailedUnrecoverable"));
    log.add(
        new LogEntry(
            clock.seconds(now - 40) + MINUTE,
            "error;*xerrors.noWrapError",
            "{\"User\":{}}",
            "state machine error: sector " + sector.number() + " failed unrecoverably"));
  }

  private void terminate(long now) {
    boolean done = sector.form().fate() == Fate.TERMINATED;
    long at = done ? sector.timeline().termination() : now - 20;
    event(at - 30, "SectorTerminate");
    if (sector.shape() == LotusShape.TERMINATE_FAILED) {
      failure(
          at - 29,
          "SectorTerminateFailed",
          "queueing termination: getting sector partition info: failed to load miner actor");
      return;
    }
    event(at - 5, "SectorTerminating", message(values.terminate(sector)));
    if (done) {
      event(at + 5, "SectorTerminated", GoJson.object().put("TerminatedAt", at));
    }
    if (sector.shape() == LotusShape.REMOVING || sector.shape() == LotusShape.REMOVED) {
      event(at + 920, "SectorRemove");
    }
    if (sector.shape() == LotusShape.REMOVED) {
      event(at + 921, "SectorRemoved");
    }
  }
}
