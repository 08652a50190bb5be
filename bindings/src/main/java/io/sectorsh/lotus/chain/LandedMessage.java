package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Optional;

/**
 * Where a message was carried out (StateSearchMsg, StateWaitMsg).
 *
 * @param message which one; another than was asked for if it was replaced
 * @param receipt what came of it
 * @param returned what it returned, as the node decodes it
 * @param tipset in which it was carried out, one after that which includes it
 * @param height of that tipset
 */
public record LandedMessage(
    Cid message,
    MessageReceipt receipt,
    Optional<JsonNode> returned,
    List<Cid> tipset,
    ChainEpoch height) {
  static LandedMessage of(JsonNode json) {
    return Members.read(
        json,
        "StateSearchMsg",
        members ->
            new LandedMessage(
                members.value("Message", Cid.class),
                MessageReceipt.of(members.value("Receipt", JsonNode.class)),
                members.optional("ReturnDec", JsonNode.class),
                members.values("TipSet", Cid.class),
                new ChainEpoch(members.number("Height"))));
  }
}
