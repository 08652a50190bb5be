package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import java.time.Duration;
import java.util.Optional;

/**
 * A message carried out once more by the node, or on trial (StateReplay, StateCall).
 *
 * @param message the message
 * @param receipt what comes of it
 * @param totalCost what gas costs its sender; 0 for a trial
 * @param error in the actor's words, the best source for why it failed; empty if it did not
 * @param duration how long the node took
 * @param trace every call that it led to, as the node tells it
 */
public record Replay(
    ChainMessage message,
    MessageReceipt receipt,
    TokenAmount totalCost,
    String error,
    Duration duration,
    Optional<JsonNode> trace) {
  static Replay of(JsonNode json) {
    return Members.read(
        json,
        "StateReplay",
        members ->
            new Replay(
                ChainMessage.of(members.value("Msg", JsonNode.class)),
                MessageReceipt.of(members.value("MsgRct", JsonNode.class)),
                members
                    .object("GasCost", cost -> cost.optional("TotalCost", TokenAmount.class))
                    .flatMap(cost -> cost)
                    .orElse(TokenAmount.ZERO),
                members.text("Error"),
                Duration.ofNanos(members.number("Duration")),
                members.optional("ExecutionTrace", JsonNode.class)));
  }
}
