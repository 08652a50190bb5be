package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;
import java.util.Map;
import java.util.Optional;

/**
 * A message for several sectors that lotus-miner sent, or failed to send, when its queue was
 * flushed.
 *
 * @param sectors which sectors it is about
 * @param failed the sectors that could not go into it, with the reason in lotus' words
 * @param message the message; absent if none was sent
 * @param error why not, in lotus' words; empty if nothing failed
 */
public record BatchedMessage(
    SectorNumbers sectors, Map<String, String> failed, Optional<Cid> message, String error) {
  static BatchedMessage of(JsonNode json) {
    Members members = Members.of(json, "flush");
    return new BatchedMessage(
        SectorNumbers.of(
            members.values("Sectors", Long.class).stream().mapToLong(Long::longValue).toArray()),
        members.map("FailedSectors", JsonNode::asText),
        members.optional("Msg", Cid.class),
        members.text("Error"));
  }
}
