package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.replica.DataTree;
import io.sectorsh.scripts.chain.ChainFacts;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes a record of lotus as damocles' state of the sector at rest (core.SectorState, members in
 * its order); asks nothing about whether that is wise.
 */
final class DamoclesForm {
  private static final JsonMapper JSON = new JsonMapper();

  private final long miner;
  private final ChainFacts chain;

  DamoclesForm(long miner, ChainFacts chain) {
    this.miner = miner;
    this.chain = chain;
  }

  /** The state. */
  SectorState of(SectorInfo sector) {
    return asRead(json(sector));
  }

  /** The state's members, some in other forms of node than a reader makes. */
  ObjectNode json(SectorInfo sector) {
    ObjectNode state = object();
    state.putObject("ID").put("Miner", miner).put("Number", sector.getSectorNumber());
    state.put("SectorType", sector.getSectorTypeNumber());
    sealed(sector, state);
    messages(sector, state);
    termination(sector, state);
    state.put("Finalized", true).put("Removed", sector.getState().equals("Removed"));
    state.put("AbortReason", "");
    upgrade(sector, state);
    state.put("Imported", true).put("NeedRebuild", false).put("Unsealing", false);
    return state;
  }

  /** As if it had been read: numbers and bytes in the forms that a reader makes of them. */
  private static SectorState asRead(ObjectNode state) {
    try {
      return SectorState.fromJson(JSON.readTree(state.toString()));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void sealed(SectorInfo sector, ObjectNode state) {
    boolean ticket = sector.getTicketValue().length > 0;
    if (ticket) {
      state.set("Ticket", ticket(sector));
    }
    if (sector.getSeedValue().length > 0) {
      state
          .putObject("Seed")
          .put("Seed", sector.getSeedValue())
          .put("Epoch", sector.getSeedEpoch().value());
    }
    state.putNull("Deals");
    state.set("Pieces", new DamoclesPieces(miner).of(sector));
    if (sector.getCommR().isPresent() || sector.getCommD().isPresent()) {
      ObjectNode pre = state.putObject("Pre");
      link(pre, "CommR", sector.getCommR());
      link(pre, "CommD", sector.getCommD());
      pre.set("Ticket", ticket ? ticket(sector) : object().put("Ticket", "").put("Epoch", 0));
    }
    if (sector.getProof().length > 0) {
      state.putObject("Proof").put("Proof", sector.getProof());
    }
  }

  private static ObjectNode ticket(SectorInfo sector) {
    return object()
        .put("Ticket", sector.getTicketValue())
        .put("Epoch", sector.getTicketEpoch().value());
  }

  private static void messages(SectorInfo sector, ObjectNode state) {
    ObjectNode sent = state.putObject("MessageInfo");
    link(sent, "PreCommitCid", sector.getPreCommitMessage());
    link(sent, "CommitCid", sector.getCommitMessage());
    sent.put("NeedSend", false);
  }

  /** A termination was asked for at the latest when it was over. */
  private static void termination(SectorInfo sector, ObjectNode state) {
    ObjectNode end = state.putObject("TerminateInfo");
    link(end, "TerminateCid", sector.getTerminateMessage());
    long at = sector.getTerminatedAt().value();
    end.put("TerminatedAt", at).put("AddedHeight", at);
  }

  private void upgrade(SectorInfo sector, ObjectNode state) {
    Optional<ChainFacts.OnChain> actor = chain.sector(sector.getSectorNumber());
    boolean upgraded = isUpgraded(sector, actor);
    state.put("Upgraded", upgraded);
    if (!upgraded) {
      state.putNull("UpgradePublic").putNull("UpgradedInfo").putNull("UpgradeMessageID");
      state.putNull("UpgradeLandedEpoch");
      return;
    }
    state.set("UpgradePublic", before(sector, actor));
    state.set("UpgradedInfo", after(sector, actor));
    state.put("UpgradeMessageID", sector.getReplicaUpdateMessage().map(Cid::toString).orElse(null));
    state.put("UpgradeLandedEpoch", 0);
  }

  /** The chain decides; without it, an upgrade with a message in a sector that is at rest. */
  static boolean isUpgraded(SectorInfo sector, Optional<ChainFacts.OnChain> actor) {
    return actor
        .map(known -> known.sectorKey().isPresent())
        .orElse(
            sector.isCCUpdate()
                && (sector.getReplicaUpdateMessage().isPresent()
                    || sector.getUpdateSealed().isPresent()));
  }

  private static ObjectNode before(SectorInfo sector, Optional<ChainFacts.OnChain> actor) {
    ObjectNode before = object();
    Optional<Cid> key = sector.getCommR();
    ArrayNode bytes = before.putArray("CommR");
    key.map(cid -> Commitment.ofCid(cid).getDigest())
        .ifPresent(
            digest -> {
              for (byte each : digest) {
                bytes.add(Byte.toUnsignedInt(each));
              }
            });
    link(before, "SealedCID", key);
    before.put("Activation", epoch(actor.map(ChainFacts.OnChain::activation)));
    return before.put("Expiration", epoch(actor.map(ChainFacts.OnChain::expiration)));
  }

  private static long epoch(Optional<ChainEpoch> epoch) {
    return epoch.map(ChainEpoch::value).orElse(0L);
  }

  private static ObjectNode after(SectorInfo sector, Optional<ChainFacts.OnChain> actor) {
    ObjectNode after = object().put("AccessInstance", "");
    link(
        after,
        "SealedCID",
        sector.getUpdateSealed().or(() -> actor.map(ChainFacts.OnChain::sealedCid)));
    link(after, "UnsealedCID", sector.getUpdateUnsealed().or(() -> commD(sector)));
    byte[] proof = sector.getReplicaUpdateProof();
    return proof.length == 0 ? after.putNull("Proof") : after.put("Proof", proof);
  }

  /** CommD of the pieces as they are; lotus' API does not tell it. */
  private static Optional<Cid> commD(SectorInfo sector) {
    List<SectorPiece> pieces = sector.getPieces();
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DataTree.commD(
                    sector.getSectorType().sectorSize().bytes(),
                    pieces.stream()
                        .map(
                            piece ->
                                new DataTree.Piece(
                                    piece.size(), Commitment.ofCid(piece.pieceCid())))
                        .toList())
                .toCid());
  }

  static void link(ObjectNode into, String name, Optional<Cid> cid) {
    if (cid.isPresent()) {
      into.putObject(name).put("/", cid.get().toString());
    } else {
      into.putNull(name);
    }
  }
}
