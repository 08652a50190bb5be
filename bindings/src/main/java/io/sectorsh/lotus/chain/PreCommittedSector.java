package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * A sector that was announced on chain and not proven yet.
 *
 * @param number its number
 * @param sealProof how it is sealed
 * @param sealedCid the commitment to its replica
 * @param sealRandEpoch where its ticket comes from
 * @param expiration when it shall end
 * @param unsealedCid the commitment to its data; absent for one without data
 * @param deposit locked until it is proven, and lost if it is not
 * @param preCommitEpoch when it was announced
 */
public record PreCommittedSector(
    long number,
    SealProof sealProof,
    Cid sealedCid,
    ChainEpoch sealRandEpoch,
    ChainEpoch expiration,
    Optional<Cid> unsealedCid,
    TokenAmount deposit,
    ChainEpoch preCommitEpoch) {

  static PreCommittedSector of(JsonNode json) {
    Members members = Members.of(json, "StateSectorPreCommitInfo");
    Members info = Members.of(json.path("Info"), "StateSectorPreCommitInfo.Info");
    return new PreCommittedSector(
        info.number("SectorNumber"),
        info.value("SealProof", SealProof.class),
        info.value("SealedCID", Cid.class),
        new ChainEpoch(info.number("SealRandEpoch")),
        new ChainEpoch(info.number("Expiration")),
        info.optional("UnsealedCid", Cid.class),
        members.value("PreCommitDeposit", TokenAmount.class),
        new ChainEpoch(members.number("PreCommitEpoch")));
  }
}
