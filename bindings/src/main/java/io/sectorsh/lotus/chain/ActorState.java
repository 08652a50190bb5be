package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;

/**
 * An actor (StateGetActor).
 *
 * @param code which program it runs
 * @param head the root of its state
 * @param nonce how many messages it has sent
 * @param balance what it has
 */
public record ActorState(Cid code, Cid head, long nonce, TokenAmount balance) {
  static ActorState of(JsonNode json) {
    return Members.read(
        json,
        "StateGetActor",
        members ->
            new ActorState(
                members.value("Code", Cid.class),
                members.value("Head", Cid.class),
                members.number("Nonce"),
                members.value("Balance", TokenAmount.class)));
  }
}
