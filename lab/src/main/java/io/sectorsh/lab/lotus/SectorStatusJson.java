package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lab.chain.ChainSector;
import io.sectorsh.lab.chain.MinerStateMethods;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;

/** The answer of SectorsStatus, which tells less than the record does. */
final class SectorStatusJson {
  private SectorStatusJson() {}

  static ObjectNode of(SectorInfo sector) {
    ObjectNode json = GoJson.object();
    json.put("SectorID", sector.getSectorNumber()).put("State", sector.getState());
    json.set("CommD", LotusJson.cid(sector.getCommD()));
    json.set("CommR", LotusJson.cid(sector.getCommR()));
    json.set("Proof", LotusJson.bytes(sector.getProof()));
    ArrayNode deals = json.putArray("Deals");
    ArrayNode pieces = json.putArray("Pieces");
    for (SectorPiece piece : sector.getPieces()) {
      deals.add(piece.dealInfo().map(PieceDealInfo::dealId).orElse(0L));
      pieces.add(piece.toJson());
    }
    json.set("Ticket", drawn(sector.getTicketValue(), sector.getTicketEpoch()));
    json.set("Seed", drawn(sector.getSeedValue(), sector.getSeedEpoch()));
    json.set("PreCommitMsg", LotusJson.cid(sector.getPreCommitMessage()));
    json.set("CommitMsg", LotusJson.cid(sector.getCommitMessage()));
    json.put("Retries", sector.getInvalidProofs()).put("ToUpgrade", false);
    json.set("ReplicaUpdateMessage", LotusJson.cid(sector.getReplicaUpdateMessage()));
    json.put("LastErr", sector.getLastErr());
    ArrayNode log = json.putArray("Log");
    sector.getLog().forEach(entry -> log.add(entry(entry)));
    json.put("SealProof", sector.getSectorTypeNumber());
    json.put("Activation", 0).put("Expiration", 0);
    json.put("DealWeight", "0").put("VerifiedDealWeight", "0").put("InitialPledge", "0");
    return json.put("OnTime", 0).put("Early", 0);
  }

  private static JsonNode drawn(byte[] value, ChainEpoch epoch) {
    ObjectNode json = GoJson.object();
    json.set("Value", LotusJson.bytes(value));
    return json.put("Epoch", epoch.value());
  }

  private static ObjectNode entry(LogEntry entry) {
    return GoJson.object()
        .put("Kind", entry.kind())
        .put("Timestamp", entry.timestamp())
        .put("Trace", entry.trace())
        .put("Message", entry.message());
  }

  /** Fills in what the chain says. */
  static void addOnChain(ObjectNode json, ChainSector sector, SimulatedChain chain) {
    ObjectNode known = sector.toJson();
    for (String member :
        new String[] {
          "SealProof",
          "Activation",
          "Expiration",
          "DealWeight",
          "VerifiedDealWeight",
          "InitialPledge"
        }) {
      json.set(member, known.get(member));
    }
    if (sector.isLive()) {
      json.setAll((ObjectNode) MinerStateMethods.expiration(chain.clock().head(), sector));
    }
  }
}
