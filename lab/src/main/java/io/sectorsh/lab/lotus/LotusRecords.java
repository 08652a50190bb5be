package io.sectorsh.lab.lotus;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.LotusShape;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.SnapStage;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorInfoBuilder;
import java.time.Instant;
import java.util.Optional;

/** Writes a planned sector as the record that lotus-miner keeps of it. */
final class LotusRecords {
  private static final SealProof TYPE =
      SealProof.of(SealProof.Family.V1_1, SectorSize.ofBytes(PlannedSector.SIZE));

  private final LotusValues values;
  private final SimulatedClock clock;

  LotusRecords(SeededBytes seeded, SimulatedClock clock) {
    this.values = new LotusValues(seeded);
    this.clock = clock;
  }

  SectorInfo write(PlannedSector<LotusShape> sector) {
    SectorInfoBuilder record =
        SectorInfo.builder(sector.number())
            .state(sector.shape().state())
            .sectorType(TYPE)
            .log(LotusEvents.of(sector, values, clock));
    if (!sector.pieces().isEmpty()) {
      long created = clock.seconds(sector.timeline().start());
      record.creationTime(Optional.of(Instant.ofEpochSecond(created)));
    }
    boolean packed = sector.form().stage().reached(Stage.TICKET);
    record.pieces(packed ? values.pieces(sector) : values.deals(sector));
    addSealing(record, sector);
    addProof(record, sector);
    if (sector.form().isSnap()) {
      addUpgrade(record, sector);
    }
    addTermination(record, sector);
    return record.build();
  }

  private void addSealing(SectorInfoBuilder record, PlannedSector<LotusShape> sector) {
    Stage stage = sector.form().stage();
    if (stage.reached(Stage.TICKET)) {
      record.ticketValue(values.ticketValue(sector));
      record.ticketEpoch(new ChainEpoch(sector.timeline().ticket()));
    }
    if (stage.reached(Stage.PC1)) {
      record.preCommit1Out(values.preCommit1Out(sector));
    }
    if (stage.reached(Stage.PC2)) {
      record.commD(Optional.of(sector.unsealedCid()));
      record.commR(Optional.of(sector.sealedCid()));
    }
    if (stage.reached(Stage.PRECOMMIT_SENT)) {
      record.preCommitMessage(Optional.of(values.preCommit(sector)));
    }
    if (stage.reached(Stage.PRECOMMIT_LANDED)) {
      record.preCommitTipSet(values.preCommitTipSet(sector));
    }
    if (sector.shape() == LotusShape.SEAL_PRE_COMMIT_1_FAILED) {
      record.preCommit1Fails(2);
    }
  }

  private void addProof(SectorInfoBuilder record, PlannedSector<LotusShape> sector) {
    Stage stage = sector.form().stage();
    if (stage.reached(Stage.SEED)) {
      record.seedValue(values.seedValue(sector));
      record.seedEpoch(new ChainEpoch(sector.timeline().seed()));
    }
    if (stage.reached(Stage.PROVED)) {
      record.proof(values.proof(sector));
    }
    if (stage.reached(Stage.PROOF_SENT)) {
      record.commitMessage(Optional.of(values.commit(sector)));
    }
  }

  private void addUpgrade(SectorInfoBuilder record, PlannedSector<LotusShape> sector) {
    SnapStage snap = sector.form().snap();
    record.ccUpdate(true);
    record.ccPieces(values.sealedPieces(sector));
    if (snap.reached(SnapStage.ENCODED)) {
      record.updateSealed(Optional.of(sector.updateSealedCid()));
      record.updateUnsealed(Optional.of(sector.updateUnsealedCid()));
    }
    if (snap.reached(SnapStage.SENT)) {
      record.replicaUpdateProof(values.updateProof(sector));
      record.replicaUpdateMessage(Optional.of(values.update(sector)));
    }
  }

  private void addTermination(SectorInfoBuilder record, PlannedSector<LotusShape> sector) {
    boolean done = sector.form().fate() == Fate.TERMINATED;
    if (done || sector.shape() == LotusShape.TERMINATE_WAIT) {
      record.terminateMessage(Optional.of(values.terminate(sector)));
    }
    if (done) {
      record.terminatedAt(new ChainEpoch(sector.timeline().termination()));
    }
  }
}
