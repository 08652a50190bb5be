package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.DealProposals;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.population.Stage;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lotus.record.PieceActivationManifest;
import io.sectorsh.lotus.record.PieceActivationManifest.VerifiedAllocationKey;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.replica.DataTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values in lotus-miner's record of a sector: messages, proofs, tickets, pieces. */
public final class LotusValues {
  private static final int PROOF_BYTES = 192;

  private final SeededBytes seeded;

  /** Values that follow from the seed. */
  public LotusValues(SeededBytes seeded) {
    this.seeded = seeded;
  }

  Cid preCommit(PlannedSector<?> sector) {
    return message("precommit", sector);
  }

  Cid commit(PlannedSector<?> sector) {
    return message("commit", sector);
  }

  Cid update(PlannedSector<?> sector) {
    return message("upgrade", sector);
  }

  Cid terminate(PlannedSector<?> sector) {
    return message("terminate", sector);
  }

  private Cid message(String kind, PlannedSector<?> sector) {
    return seeded.chainCid(kind + " " + sector.number());
  }

  /** The messages that landed for a sector, by CID, with their epochs. */
  public Map<String, Long> landed(PlannedSector<?> sector) {
    Map<String, Long> landed = new TreeMap<>();
    Timeline time = sector.timeline();
    if (sector.form().stage().reached(Stage.PRECOMMIT_LANDED)) {
      landed.put(preCommit(sector).toString(), time.preCommit());
    }
    if (sector.form().isOnChain()) {
      landed.put(commit(sector).toString(), time.activation());
    }
    if (sector.form().isUpgradedOnChain()) {
      landed.put(update(sector).toString(), time.upgrade());
    }
    if (sector.form().fate() == Fate.TERMINATED) {
      landed.put(terminate(sector).toString(), time.termination());
    }
    return landed;
  }

  List<Cid> preCommitTipSet(PlannedSector<?> sector) {
    return List.of(seeded.chainCid("block " + sector.timeline().preCommit()));
  }

  byte[] ticketValue(PlannedSector<?> sector) {
    return seeded.nodes("ticket " + sector.number(), 32);
  }

  byte[] seedValue(PlannedSector<?> sector) {
    return seeded.nodes("seed " + sector.number(), 32);
  }

  ObjectNode ticket(PlannedSector<?> sector) {
    ObjectNode json = GoJson.object();
    json.set("TicketValue", LotusJson.bytes(ticketValue(sector)));
    return json.put("TicketEpoch", sector.timeline().ticket());
  }

  ObjectNode seed(PlannedSector<?> sector) {
    ObjectNode json = GoJson.object();
    json.set("SeedValue", LotusJson.bytes(seedValue(sector)));
    return json.put("SeedEpoch", sector.timeline().seed());
  }

  byte[] proof(PlannedSector<?> sector) {
    return seeded.of("proof " + sector.number(), PROOF_BYTES);
  }

  byte[] updateProof(PlannedSector<?> sector) {
    return seeded.of("update proof " + sector.number(), PROOF_BYTES);
  }

  /** JSON text that the first sealing phase leaves for the second one. */
  byte[] preCommit1Out(PlannedSector<?> sector) {
    String name = new SectorId(Population.MINER, sector.number()).fileName();
    String path = "/var/lib/sealing/cache/" + name;
    ObjectNode json = GoJson.object();
    json.set("_lotus_SealRandomness", LotusJson.bytes(ticketValue(sector)));
    byte[] data = Commitment.ofCid(sector.unsealedCid()).getDigest();
    json.set("comm_d", LotusJson.byteArray(data));
    json.set("config", tree("tree-d", path, 127));
    ArrayNode layers = GoJson.array().add(tree("layer-1", path, 64)).add(tree("layer-2", path, 64));
    ObjectNode labels = GoJson.object();
    labels.set("_h", NullNode.instance);
    labels.set("labels", layers);
    json.set("labels", GoJson.object().set("StackedDrg2KiBV1", labels));
    json.put("registered_proof", "StackedDrg2KiBV1_1");
    return GoJson.write(json).getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode tree(String id, String path, long nodes) {
    return GoJson.object()
        .put("id", id)
        .put("path", path)
        .put("rows_to_discard", 0)
        .put("size", nodes);
  }

  /** Pieces with deals, of the sector or of its upgrade. */
  List<SectorPiece> deals(PlannedSector<?> sector) {
    return sector.pieces().stream().filter(PlannedPiece::isDeal).map(this::piece).toList();
  }

  /** All pieces of the sector or of its upgrade. */
  List<SectorPiece> pieces(PlannedSector<?> sector) {
    return sector.pieces().isEmpty()
        ? List.of(emptyPiece())
        : sector.pieces().stream().map(this::piece).toList();
  }

  /** The pieces of the first sealing. */
  List<SectorPiece> sealedPieces(PlannedSector<?> sector) {
    return sector.form().isSnap() ? List.of(emptyPiece()) : pieces(sector);
  }

  private static SectorPiece emptyPiece() {
    Cid cid = DataTree.zero(Commitment.Kind.PIECE, PlannedSector.SIZE).toCid();
    return new SectorPiece(PlannedSector.SIZE, cid, Optional.empty());
  }

  private SectorPiece piece(PlannedPiece piece) {
    Optional<PieceDealInfo> info =
        switch (piece.kind()) {
          case FILLER -> Optional.empty();
          case DDO -> Optional.of(manifest(piece));
          case MARKET, LEGACY -> Optional.of(marketDeal(piece));
        };
    return new SectorPiece(piece.size(), piece.cid(), info);
  }

  private PieceDealInfo manifest(PlannedPiece piece) {
    VerifiedAllocationKey key = new VerifiedAllocationKey(Actors.CLIENT, piece.id());
    return new PieceDealInfo(
        0,
        Optional.empty(),
        Optional.empty(),
        new ChainEpoch(PlannedPiece.DEAL_START),
        new ChainEpoch(PlannedPiece.DEAL_END),
        true,
        Optional.of(
            new PieceActivationManifest(piece.cid(), piece.size(), Optional.of(key), List.of())));
  }

  private PieceDealInfo marketDeal(PlannedPiece piece) {
    return new PieceDealInfo(
        piece.id(),
        Optional.of(seeded.chainCid("publish " + piece.id())),
        Optional.of(DealProposals.of(piece)),
        new ChainEpoch(PlannedPiece.DEAL_START),
        new ChainEpoch(PlannedPiece.DEAL_END),
        true,
        Optional.empty());
  }
}
