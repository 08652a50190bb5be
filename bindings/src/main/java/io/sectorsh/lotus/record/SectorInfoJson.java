package io.sectorsh.lotus.record;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A sector's record in the order in which lotus' Go type has its members. */
final class SectorInfoJson {
  private SectorInfoJson() {}

  static ObjectNode of(SectorInfo info) {
    ObjectNode json = SectorJson.object();
    json.put("State", SectorJson.text(info.getState()));
    json.put("SectorNumber", info.getSectorNumber());
    json.put("SectorType", info.getSectorTypeNumber());
    json.put("CreationTime", info.getCreationSeconds());
    json.set("Pieces", SectorJson.list(info.getPieces(), SectorPiece::toJson));
    json.set("TicketValue", SectorJson.bytes(info.getTicketValue()));
    json.put("TicketEpoch", info.getTicketEpoch().value());
    json.set("PreCommit1Out", SectorJson.bytes(info.getPreCommit1Out()));
    json.put("PreCommit1Fails", info.getPreCommit1Fails());
    json.set("CommD", SectorJson.orNull(info.getCommD(), SectorJson::cid));
    json.set("CommR", SectorJson.orNull(info.getCommR(), SectorJson::cid));
    json.set("Proof", SectorJson.bytes(info.getProof()));
    json.put("PreCommitDeposit", info.getPreCommitDeposit().atto().toString());
    json.set("PreCommitMessage", SectorJson.orNull(info.getPreCommitMessage(), SectorJson::cid));
    json.set("PreCommitTipSet", SectorJson.array(info.getPreCommitTipSet(), SectorJson::cid));
    json.put("PreCommit2Fails", info.getPreCommit2Fails());
    json.set("SeedValue", SectorJson.bytes(info.getSeedValue()));
    json.put("SeedEpoch", info.getSeedEpoch().value());
    json.set("CommitMessage", SectorJson.orNull(info.getCommitMessage(), SectorJson::cid));
    json.put("InvalidProofs", info.getInvalidProofs());
    json.put("CCUpdate", info.isCCUpdate());
    json.set("CCPieces", SectorJson.list(info.getCCPieces(), SectorPiece::toJson));
    json.set("UpdateSealed", SectorJson.orNull(info.getUpdateSealed(), SectorJson::cid));
    json.set("UpdateUnsealed", SectorJson.orNull(info.getUpdateUnsealed(), SectorJson::cid));
    json.set("ReplicaUpdateProof", SectorJson.bytes(info.getReplicaUpdateProof()));
    json.set(
        "ReplicaUpdateMessage", SectorJson.orNull(info.getReplicaUpdateMessage(), SectorJson::cid));
    json.set("FaultReportMsg", SectorJson.orNull(info.getFaultReportMsg(), SectorJson::cid));
    json.put("Return", SectorJson.text(info.getReturn()));
    json.set("TerminateMessage", SectorJson.orNull(info.getTerminateMessage(), SectorJson::cid));
    json.put("TerminatedAt", info.getTerminatedAt().value());
    json.set(
        "RemoteDataUnsealed",
        SectorJson.orNull(info.getRemoteDataUnsealed(), SectorLocation::toJson));
    json.set(
        "RemoteDataSealed", SectorJson.orNull(info.getRemoteDataSealed(), SectorLocation::toJson));
    json.set(
        "RemoteDataCache", SectorJson.orNull(info.getRemoteDataCache(), SectorLocation::toJson));
    json.put("RemoteCommit1Endpoint", SectorJson.text(info.getRemoteCommit1Endpoint()));
    json.put("RemoteCommit2Endpoint", SectorJson.text(info.getRemoteCommit2Endpoint()));
    json.put("RemoteSealingDoneEndpoint", SectorJson.text(info.getRemoteSealingDoneEndpoint()));
    json.put("RemoteDataFinalized", info.isRemoteDataFinalized());
    json.put("LastErr", SectorJson.text(info.getLastErr()));
    json.set("Log", SectorJson.list(info.getLog(), LogEntry::toJson));
    return json;
  }
}
