package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorJson;
import io.sectorsh.lotus.record.SectorPiece;
import java.util.Optional;
import java.util.Set;

/**
 * Has a running lotus-miner take in a sector that another one sealed (storage/pipeline/receive.go).
 *
 * <p>lotus-miner itself checks ticket, seed, proof and pieces. What it does not check, or drops
 * without a word, is refused here.
 */
final class SectorReception {
  private static final Set<String> STATES =
      Set.of("Packing", "GetTicket", "PreCommitting", "SubmitCommit", "Proving", "Available");

  private final LotusMiner miner;

  SectorReception(LotusMiner miner) {
    this.miner = miner;
  }

  /** The parameter of SectorReceive, of a sector whose files lie on the miner's storage paths. */
  ObjectNode parameter(SectorInfo sector, String state) {
    refuse(sector, state);
    ObjectNode json = SectorJson.object().put("State", state);
    Address address = miner.actorAddress();
    json.putObject("Sector")
        .put("Miner", address.getActorId())
        .put("Number", sector.getSectorNumber());
    json.put("Type", sector.getSectorTypeNumber());
    json.set("Pieces", SectorJson.list(sector.getPieces(), SectorPiece::toJson));
    json.set("TicketValue", SectorJson.bytes(sector.getTicketValue()));
    json.put("TicketEpoch", sector.getTicketEpoch().value());
    json.set("PreCommit1Out", SectorJson.bytes(sector.getPreCommit1Out()));
    json.set("CommD", SectorJson.orNull(sector.getCommD(), SectorJson::cid));
    json.set("CommR", SectorJson.orNull(sector.getCommR(), SectorJson::cid));
    json.put("PreCommitDeposit", sector.getPreCommitDeposit().atto().toString());
    json.set("PreCommitMessage", SectorJson.orNull(sector.getPreCommitMessage(), SectorJson::cid));
    json.set("PreCommitTipSet", SectorJson.list(sector.getPreCommitTipSet(), SectorJson::cid));
    json.set("SeedValue", SectorJson.bytes(sector.getSeedValue()));
    json.put("SeedEpoch", sector.getSeedEpoch().value());
    json.set("CommitProof", SectorJson.bytes(sector.getProof()));
    json.set("CommitMessage", SectorJson.orNull(sector.getCommitMessage(), SectorJson::cid));
    for (String data : new String[] {"DataUnsealed", "DataSealed", "DataCache"}) {
      json.putObject(data).put("Local", true).put("URL", "").putArray("Headers");
    }
    return json;
  }

  private void refuse(SectorInfo sector, String state) {
    String where = "sector " + sector.getSectorNumber() + " for " + miner;
    if (!STATES.contains(state)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "lotus-miner receives no sector in state " + state,
          where,
          "Name one of " + String.join(", ", STATES.stream().sorted().toList()) + ".");
    }
    if (sector.isCCUpdate() || sector.getReplicaUpdateMessage().isPresent()) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "lotus-miner drops what it is told of an upgrade, and would prove from the wrong files",
          where,
          "Stop it and write the record: lotus.repo.edit { putSector(sector) }.");
    }
    Optional<SectorStatus> known = miner.sectorsStatus(sector.getSectorNumber(), false);
    if (known.isPresent()) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "lotus-miner has a record of it already, in state " + known.get().getState(),
          where,
          "Look at lotus.miner.sectorsStatus(" + sector.getSectorNumber() + ", true).");
    }
  }
}
