package io.sectorsh.scripts.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.miner.SectorStatus;
import io.sectorsh.lotus.record.PieceActivationManifest;
import io.sectorsh.lotus.record.PieceActivationManifest.Notification;
import io.sectorsh.lotus.record.PieceActivationManifest.VerifiedAllocationKey;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorInfoBuilder;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.scripts.chain.NodeChain;
import java.util.List;
import java.util.Optional;

/** A record made of what SectorsStatus tells; what it does not tell stays empty. */
final class StatusForm {
  private StatusForm() {}

  /**
   * The record.
   *
   * @param number what was asked for: a record that was made by mistake names another sector
   */
  static SectorInfo record(long number, SectorStatus status) {
    SectorInfoBuilder record =
        SectorInfo.builder(number)
            .state(status.getState())
            .sectorType(status.getSealProof())
            .commD(status.getCommD())
            .commR(status.getCommR())
            .preCommitMessage(status.getPreCommitMessage())
            .commitMessage(status.getCommitMessage())
            .replicaUpdateMessage(status.getReplicaUpdateMessage())
            .ccUpdate(status.getReplicaUpdateMessage().isPresent())
            .pieces(status.getPieces().stream().map(StatusForm::piece).toList());
    status.getProof().ifPresent(proof -> record.proof(proof.toBytes()));
    status
        .getTicket()
        .ifPresent(ticket -> record.ticketEpoch(ticket.epoch()).ticketValue(bytes(ticket.value())));
    status
        .getSeed()
        .ifPresent(seed -> record.seedEpoch(seed.epoch()).seedValue(bytes(seed.value())));
    return record.build();
  }

  private static byte[] bytes(Optional<Base64Bytes> value) {
    return value.map(Base64Bytes::toBytes).orElse(new byte[0]);
  }

  private static SectorPiece piece(SectorStatus.Piece piece) {
    return new SectorPiece(
        piece.size(), piece.pieceCid().orElseThrow(), piece.dealInfo().map(StatusForm::deal));
  }

  private static PieceDealInfo deal(JsonNode json) {
    Members deal = Members.of(json, "DealInfo");
    Optional<Members> schedule = deal.object("DealSchedule", members -> members);
    return new PieceDealInfo(
        deal.number("DealID"),
        deal.optional("PublishCid", Cid.class),
        deal.optional("DealProposal", JsonNode.class).map(NodeChain::proposal),
        epoch(schedule, "StartEpoch"),
        epoch(schedule, "EndEpoch"),
        deal.flag("KeepUnsealed"),
        deal.object("PieceActivationManifest", StatusForm::manifest));
  }

  private static ChainEpoch epoch(Optional<Members> schedule, String name) {
    return new ChainEpoch(schedule.map(members -> members.number(name)).orElse(0L));
  }

  private static PieceActivationManifest manifest(Members members) {
    List<Notification> notify =
        members.list(
            "Notify",
            each -> new Notification(each.value("Address", Address.class), each.text("Payload")));
    return new PieceActivationManifest(
        members.value("CID", Cid.class),
        members.number("Size"),
        members.object(
            "VerifiedAllocationKey",
            key -> new VerifiedAllocationKey(key.number("Client"), key.number("ID"))),
        notify);
  }
}
