package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import java.util.Comparator;
import java.util.List;

/**
 * A node's pool of messages that are not on chain yet, and what gas they need. Immutable; failures
 * are those of {@link io.sectorsh.jsonrpc.JsonRpcClient}.
 */
public final class MessagePool {
  private final GuardedClient client;
  private final List<Cid> tipset;

  MessagePool(GuardedClient client, List<Cid> tipset) {
    this.client = client;
    this.tipset = tipset;
  }

  /** All messages that wait, of whomever. */
  public List<ChainMessage> pending() {
    return messages("MpoolPending", tipset);
  }

  /** The messages of a sender that wait, by nonce. */
  public List<ChainMessage> pending(Address sender) {
    return pending().stream()
        .filter(message -> message.from().equals(sender))
        .sorted(Comparator.comparingLong(ChainMessage::nonce))
        .toList();
  }

  /** The nonce of the next message of a sender, those that wait counted. */
  public long nonce(Address sender) {
    return client.call("MpoolGetNonce", sender).longValue();
  }

  /**
   * A message with gas limit, fee cap and premium filled in where they are 0.
   *
   * @throws io.sectorsh.jsonrpc.RpcRejectedException if it would fail, with the actor's words
   */
  public ChainMessage estimate(ChainMessage message) {
    return ChainMessage.of(client.call("GasEstimateMessageGas", message, null, tipset));
  }

  /**
   * What goes to the maker of a block so that a message lands soon, for each unit of gas.
   *
   * @param blocks within how many
   * @param sender who sends it
   * @param gasLimit its units
   */
  public TokenAmount premium(int blocks, Address sender, long gasLimit) {
    return Json.value(
        client.call("GasEstimateGasPremium", blocks, sender, gasLimit, tipset),
        "GasEstimateGasPremium",
        TokenAmount.class);
  }

  /** What each unit of gas burns at least, by the newest tipset. */
  public TokenAmount baseFee() {
    return Members.read(client.call("ChainHead"), "ChainHead", TipSetHead::of).baseFee();
  }

  private List<ChainMessage> messages(String method, Object param) {
    JsonNode result = client.call(method, param);
    return Json.list(result, method).map(ChainMessage::ofSigned).toList();
  }
}
