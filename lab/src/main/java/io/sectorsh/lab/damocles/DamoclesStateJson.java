package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.DamoclesShape.Mark;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.PieceMix;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.SnapStage;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;

/** Writes a planned sector as the SectorState that a damocles manager keeps. */
final class DamoclesStateJson {
  private static final int PROOF_BYTES = 192;

  private final SeededBytes seeded;

  DamoclesStateJson(SeededBytes seeded) {
    this.seeded = seeded;
  }

  ObjectNode write(PlannedSector<DamoclesShape> sector) {
    DamoclesShape shape = sector.shape();
    ObjectNode state = GoJson.object();
    state.set("ID", sectorId(sector.number()));
    state.put("SectorType", 5);
    if (!shape.has(Mark.BARE)) {
      addSealing(state, sector);
    }
    DamoclesStateForm.complete(state);
    addFlags(state, sector);
    return DamoclesStateForm.ordered(state);
  }

  static ObjectNode sectorId(long number) {
    return GoJson.object().put("Miner", Population.MINER).put("Number", number);
  }

  private void addSealing(ObjectNode state, PlannedSector<DamoclesShape> sector) {
    Stage stage = sector.form().stage();
    String number = " " + sector.number();
    if (stage.reached(Stage.TICKET)) {
      state.set("Ticket", ticket(sector));
    }
    if (stage.reached(Stage.SEED)) {
      ObjectNode seed = GoJson.object();
      seed.set("Seed", LotusJson.bytes(seeded.nodes("seed" + number, 32)));
      state.set("Seed", seed.put("Epoch", sector.timeline().seed()));
    }
    addPieces(state, sector);
    if (stage.reached(Stage.PRECOMMIT_SENT)) {
      ObjectNode pre = GoJson.object();
      pre.set("CommR", LotusJson.cid(sector.sealedCid()));
      pre.set("CommD", LotusJson.cid(sector.unsealedCid()));
      pre.set("Ticket", ticket(sector));
      state.set("Pre", pre);
    }
    if (stage.reached(Stage.PROOF_SENT)) {
      JsonNode proof = LotusJson.bytes(seeded.of("proof" + number, PROOF_BYTES));
      state.set("Proof", GoJson.object().set("Proof", proof));
    }
    state.set("MessageInfo", messages(sector));
    state.set("TerminateInfo", termination(sector));
    DamoclesWorkerReport.of(sector).ifPresent(report -> state.set("LatestState", report));
    if (sector.form().isSnap()) {
      addUpgrade(state, sector);
    }
  }

  private ObjectNode ticket(PlannedSector<?> sector) {
    ObjectNode ticket = GoJson.object();
    ticket.set("Ticket", LotusJson.bytes(seeded.nodes("ticket " + sector.number(), 32)));
    return ticket.put("Epoch", sector.timeline().ticket());
  }

  private ObjectNode messages(PlannedSector<DamoclesShape> sector) {
    Stage stage = sector.form().stage();
    boolean preCommit =
        stage.reached(Stage.PRECOMMIT_SENT) && !sector.shape().has(Mark.NO_PRE_COMMIT_MESSAGE);
    ObjectNode info = GoJson.object();
    info.set("PreCommitCid", preCommit ? message(sector, "precommit") : NullNode.instance);
    boolean commit = stage.reached(Stage.PROOF_SENT);
    info.set("CommitCid", commit ? message(sector, "commit") : NullNode.instance);
    return info.put("NeedSend", false);
  }

  /** Sectors from lotus-miner keep the chain's CID, others have the messager's own id. */
  private JsonNode message(PlannedSector<DamoclesShape> sector, String kind) {
    String name = kind + " " + sector.number();
    Cid cid = sector.shape().has(Mark.IMPORTED) ? seeded.chainCid(name) : seeded.messagerCid(name);
    return LotusJson.cid(cid);
  }

  private ObjectNode termination(PlannedSector<DamoclesShape> sector) {
    boolean asked = sector.shape().has(Mark.TERMINATING);
    boolean done = asked && sector.form().fate() == Fate.TERMINATED;
    long added = done ? sector.timeline().termination() - 30 : Timeline.START_EPOCH - 12;
    ObjectNode info = GoJson.object();
    info.set("TerminateCid", asked ? message(sector, "terminate") : NullNode.instance);
    info.put("TerminatedAt", done ? sector.timeline().termination() : 0);
    return info.put("AddedHeight", asked ? added : 0);
  }

  private void addPieces(ObjectNode state, PlannedSector<DamoclesShape> sector) {
    if (sector.form().mix() == PieceMix.LEGACY) {
      state.set("Deals", legacyDeals(sector));
      return;
    }
    if (sector.shape().isFromLotus()) {
      state.set("Pieces", importedPieces(sector));
      return;
    }
    boolean written = !sector.pieces().isEmpty() || sector.number() % 2 == 1;
    boolean acquired = sector.form().stage().reached(Stage.PC1) && written;
    if (acquired || !sector.pieces().isEmpty()) {
      ArrayNode pieces = GoJson.array();
      sector.pieces().forEach(piece -> pieces.add(piece(piece)));
      state.set("Pieces", pieces);
    }
  }

  private static ArrayNode importedPieces(PlannedSector<?> sector) {
    ObjectNode whole = GoJson.object();
    Cid cid = sector.form().isSnap() ? sector.updateUnsealedCid() : sector.unsealedCid();
    whole.set("Piece", piece(PlannedSector.SIZE, cid));
    whole.set("DealInfo", NullNode.instance);
    return GoJson.array().add(whole);
  }

  private static ObjectNode piece(long size, Cid cid) {
    ObjectNode json = GoJson.object().put("Size", size);
    return json.set("PieceCID", LotusJson.cid(cid));
  }

  private ObjectNode piece(PlannedPiece piece) {
    boolean market = piece.kind() == PlannedPiece.Kind.MARKET;
    boolean deal = piece.isDeal();
    ObjectNode info = GoJson.object().put("DealID", market ? piece.id() : 0);
    info.set("PublishCid", market ? publish(piece) : NullNode.instance);
    info.put("AllocationID", piece.kind() == PlannedPiece.Kind.DDO ? piece.id() : 0);
    info.set("PieceCID", LotusJson.cid(piece.cid()));
    info.put("PieceSize", piece.size());
    info.put("Client", deal ? Address.ofId(Actors.CLIENT).toString() : "<empty>");
    info.put("Provider", deal ? Address.ofId(Population.MINER).toString() : "<empty>");
    info.put("Offset", piece.offset()).put("Length", piece.size());
    info.put("PayloadSize", piece.payloadSize());
    info.put("StartEpoch", deal ? PlannedPiece.DEAL_START : 0);
    info.put("EndEpoch", deal ? PlannedPiece.DEAL_END : 0);
    info.put("IsBuiltinMarket", market).put("IsCompatible", false);
    ObjectNode json = GoJson.object();
    json.set("Piece", piece(piece.size(), piece.cid()));
    return json.set("DealInfo", info);
  }

  private JsonNode publish(PlannedPiece piece) {
    return LotusJson.cid(seeded.chainCid("publish " + piece.id()));
  }

  private static ArrayNode legacyDeals(PlannedSector<?> sector) {
    ArrayNode deals = GoJson.array();
    for (PlannedPiece piece : sector.pieces()) {
      ObjectNode data = GoJson.object().put("Size", piece.size()).put("Offset", piece.offset());
      data.set("Cid", LotusJson.cid(piece.cid()));
      ObjectNode deal = GoJson.object().put("ID", piece.id());
      deal.put("PayloadSize", piece.payloadSize());
      deal.set("Piece", data);
      deal.set("Proposal", piece.isDeal() ? proposal(piece) : NullNode.instance);
      deals.add(deal.put("IsCompatible", piece.isDeal()));
    }
    return deals;
  }

  private static ObjectNode proposal(PlannedPiece piece) {
    ObjectNode json = GoJson.object();
    json.set("PieceCID", LotusJson.cid(piece.cid()));
    json.put("PieceSize", piece.size()).put("VerifiedDeal", true);
    json.put("Client", Address.ofId(Actors.CLIENT).toString());
    json.put("Provider", Address.ofId(Population.MINER).toString());
    json.put("Label", "mAXCg5AIg");
    json.put("StartEpoch", PlannedPiece.DEAL_START).put("EndEpoch", PlannedPiece.DEAL_END);
    json.put("StoragePricePerEpoch", "0");
    json.put("ProviderCollateral", "123456789012345678901");
    return json.put("ClientCollateral", "0");
  }

  private void addUpgrade(ObjectNode state, PlannedSector<DamoclesShape> sector) {
    boolean imported = sector.shape().isFromLotus();
    SnapStage snap = sector.form().snap();
    ObjectNode before = GoJson.object();
    before.set("CommR", LotusJson.byteArray(sector.content().commR()));
    before.set("SealedCID", LotusJson.cid(sector.sealedCid()));
    before.put("Activation", sector.timeline().activation());
    before.put("Expiration", sector.timeline().expiration());
    state.set("UpgradePublic", before);
    if (snap.reached(SnapStage.SENT)) {
      state.set("UpgradedInfo", imported ? emptyUpgrade() : upgrade(sector));
      Cid message = seeded.chainCid("upgrade " + sector.number());
      state.set("UpgradeMessageID", TextNode.valueOf(message + (imported ? "" : "-0")));
    }
    if (snap.reached(SnapStage.LANDED)) {
      state.put("UpgradeLandedEpoch", imported ? 0 : sector.timeline().upgrade());
    }
  }

  private ObjectNode upgrade(PlannedSector<?> sector) {
    ObjectNode json = GoJson.object().put("AccessInstance", StoreLayout.storeOf(sector.number()));
    json.set("SealedCID", LotusJson.cid(sector.updateSealedCid()));
    json.set("UnsealedCID", LotusJson.cid(sector.updateUnsealedCid()));
    byte[] proof = seeded.of("update proof " + sector.number(), PROOF_BYTES);
    return json.set("Proof", LotusJson.bytes(proof));
  }

  private static ObjectNode emptyUpgrade() {
    ObjectNode json = GoJson.object().put("AccessInstance", "");
    json.set("SealedCID", NullNode.instance);
    json.set("UnsealedCID", NullNode.instance);
    return json.set("Proof", NullNode.instance);
  }

  private static void addFlags(ObjectNode state, PlannedSector<DamoclesShape> sector) {
    DamoclesShape shape = sector.shape();
    state.put("Finalized", !shape.isOnline() && !shape.has(Mark.BARE));
    state.put("Removed", shape.has(Mark.REMOVED));
    if (shape.has(Mark.ABORTED)) {
      boolean deals = !sector.pieces().isEmpty();
      state.put("AbortReason", deals ? DamoclesWorkerReport.ABORT_REASON : "aborted via CLI");
    }
    state.put("Upgraded", sector.form().isSnap());
    state.put("Imported", shape.isFromLotus());
    state.put("NeedRebuild", shape.has(Mark.NEED_REBUILD));
    state.put("Unsealing", shape.has(Mark.UNSEALING));
  }
}
